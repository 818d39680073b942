from django.urls import path

from apps.portal.own import views

urlpatterns = [
    path("me/", views.me, name="me"),
]
