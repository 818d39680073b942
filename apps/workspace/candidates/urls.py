from django.urls import path

from apps.workspace.candidates import (
    choice_views,
    compare_views,
    export_views,
    hrxml_views,
    person_views,
)
from apps.workspace.candidates import list_views as lists

CANDIDATE = "o/<slug:slug>/candidates/<uuid:candidate_id>/"
OPENING = "o/<slug:slug>/openings/<uuid:opening_id>/"

urlpatterns = [
    path(CANDIDATE, person_views.candidate, name="candidate"),
    path(f"{CANDIDATE}ready/", person_views.candidate_ready, name="candidate_ready"),
    path(f"{CANDIDATE}pdf/", person_views.candidate_pdf, name="candidate_pdf"),
    path(f"{CANDIDATE}hrxml/", hrxml_views.candidate_hrxml, name="candidate_hrxml"),
    path(f"{CANDIDATE}status/", person_views.candidate_status, name="candidate_status"),
    path("o/<slug:slug>/compare/", compare_views.compare, name="compare"),
    path("o/<slug:slug>/compare/pdf/", compare_views.compare_pdf, name="compare_pdf"),
    path(OPENING, lists.opening, name="opening"),
    path(f"{OPENING}rows/", lists.opening_rows, name="opening_rows"),
    path("o/<slug:slug>/people/", lists.people, name="people"),
    path("o/<slug:slug>/people/rows/", lists.people_rows, name="people_rows"),
    path("o/<slug:slug>/people/selection/", choice_views.selection, name="selection"),
    path("o/<slug:slug>/people/looks/", choice_views.list_looks, name="list_looks"),
    path("o/<slug:slug>/people/export/", export_views.people_export, name="people_export"),
    path(f"{OPENING}export/", export_views.opening_export, name="opening_export"),
    path("o/<slug:slug>/people/counts/", lists.people_counts, name="people_counts"),
    path(f"{OPENING}counts/", lists.opening_counts, name="opening_counts"),
]
