from django.urls import path

from apps.portal.rights import views

urlpatterns = [
    path("me/data/", views.me_data, name="me_data"),
    path("me/erase/", views.me_erase, name="me_erase"),
    path("erased/<str:code>/", views.erased, name="erased"),
]
