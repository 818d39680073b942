from django.urls import path

from apps.portal.joining import views

urlpatterns = [
    path("jobs/<str:token>/", views.join, name="join"),
    path("jobs/<str:token>/sent/", views.join_sent, name="join_sent"),
    path("j/<str:proof>/", views.join_proven, name="join_proven"),
]
