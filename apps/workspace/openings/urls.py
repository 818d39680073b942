from django.urls import path

from apps.workspace.openings import views

urlpatterns = [
    path("o/<slug:slug>/openings/", views.openings_list, name="openings"),
    path("o/<slug:slug>/openings/new/", views.opening_new, name="opening_new"),
    path("o/<slug:slug>/openings/<uuid:opening_id>/edit/", views.opening_edit, name="opening_edit"),
    path(
        "o/<slug:slug>/openings/<uuid:opening_id>/close/", views.opening_close, name="opening_close"
    ),
]
