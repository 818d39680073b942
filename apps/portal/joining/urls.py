from django.urls import path

from apps.portal.joining import views

urlpatterns = [
    path("jobs/<str:address>/", views.join, name="join"),
    path("jobs/<str:address>/sent/", views.join_sent, name="join_sent"),
    path("j/<str:proof>/", views.join_proven, name="join_proven"),
]
