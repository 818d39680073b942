from django.urls import path

from apps.workspace.candidates import compare_views, person_views
from apps.workspace.candidates import list_views as lists

CANDIDATE = "o/<slug:slug>/candidates/<uuid:candidate_id>/"
OPENING = "o/<slug:slug>/openings/<uuid:opening_id>/"

urlpatterns = [
    path(CANDIDATE, person_views.candidate, name="candidate"),
    path(f"{CANDIDATE}ready/", person_views.candidate_ready, name="candidate_ready"),
    path(f"{CANDIDATE}status/", person_views.candidate_status, name="candidate_status"),
    path("o/<slug:slug>/compare/", compare_views.compare, name="compare"),
    path(OPENING, lists.opening, name="opening"),
    path(f"{OPENING}rows/", lists.opening_rows, name="opening_rows"),
    path("o/<slug:slug>/people/", lists.people, name="people"),
    path("o/<slug:slug>/people/rows/", lists.people_rows, name="people_rows"),
    path("o/<slug:slug>/people/selection/", lists.selection, name="selection"),
]
