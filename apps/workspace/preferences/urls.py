from django.urls import path

from apps.workspace.preferences import views

urlpatterns = [
    path("language/", views.language, name="language"),
    path("preferences/", views.preferences, name="preferences"),
]
