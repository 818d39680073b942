from django.urls import path

from apps.workspace.openings import describing, ending, views

ONE = "o/<slug:slug>/openings/<uuid:opening_id>/"

urlpatterns = [
    path("o/<slug:slug>/openings/", views.openings_list, name="openings"),
    path("o/<slug:slug>/openings/new/", describing.opening_new, name="opening_new"),
    path(f"{ONE}edit/", describing.opening_edit, name="opening_edit"),
    path(f"{ONE}close/", ending.opening_close, name="opening_close"),
    path(f"{ONE}reopen/", ending.opening_reopen, name="opening_reopen"),
    path(f"{ONE}delete/", ending.opening_delete, name="opening_delete"),
]
