from django.urls import path

from apps.workspace.decisions import note_views, trail_views, views

CANDIDATE = "o/<slug:slug>/candidates/<uuid:candidate_id>/"

urlpatterns = [
    path(f"{CANDIDATE}decisions/", views.candidate_decisions, name="candidate_decisions"),
    path(
        f"{CANDIDATE}applications/<uuid:application_id>/decide/",
        views.application_decide,
        name="application_decide",
    ),
    path(f"{CANDIDATE}notes/", note_views.candidate_notes, name="candidate_notes"),
    path(f"{CANDIDATE}notes/<uuid:note_id>/remove/", note_views.note_remove, name="note_remove"),
    path(f"{CANDIDATE}trail/", trail_views.candidate_trail, name="candidate_trail"),
]
