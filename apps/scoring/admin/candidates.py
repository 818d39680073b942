"""Candidates by score and factor, for hiring teams that prefer the admin."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from unfold.decorators import action

from apps.candidates.admin import ByOpening
from apps.candidates.models import Candidate
from apps.organisations.admin_base import OrganisationAdmin, by
from apps.scoring.actions import looks
from apps.scoring.admin.columns import Last, ScoreColumns
from apps.scoring.admin.exporting import ExportsCandidates
from apps.scoring.admin.filters import (
    AccountsFilter,
    EngagementFilter,
    FreshnessFilter,
    NetworkFilter,
    PointsFilter,
    ReachFilter,
    StateFilter,
)
from apps.scoring.admin.importing import InvitesByTable
from apps.scoring.comparison import FEWEST, MOST
from apps.scoring.engine.compare import close_gap
from apps.scoring.listing import listed
from apps.scoring.released import active_model

SHOWN = (
    "score",
    "reach",
    "engagement",
    "network_points",
    "accounts",
    "read",
    "shown_state",
    "openings",
)


@admin.register(Candidate)
class CandidateAdmin(InvitesByTable, ExportsCandidates, ScoreColumns, OrganisationAdmin):
    said = (_("person"), _("people"))
    import_export_change_list_template = "admin/import_export/change_list_import_export.html"
    list_display = ("called", *SHOWN)
    list_filter = (
        ("applications__opening", ByOpening),
        ("standing__value", PointsFilter),
        ("standing__reach", ReachFilter),
        ("standing__engagement", EngagementFilter),
        ("standing__network", NetworkFilter),
        AccountsFilter,
        StateFilter,
        FreshnessFilter,
    )
    list_before_template = "admin/close.html"
    search_fields = ("name", "email")  # what the box says; ``called`` searches
    search_help_text = _("Name or e-mail address")
    fields = ("called", "address", "where", *SHOWN)
    readonly_fields = fields
    actions = ("compare_people",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Candidate]:
        return listed().prefetch_related("applications__opening")

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Candidate], search_term: str
    ) -> tuple[QuerySet[Candidate], bool]:
        """Whoever is hidden from the team is found by their pseudonym alone."""
        text = search_term.strip()
        if text:
            queryset = queryset.filter(pk__in=Candidate.objects.called(text).values("pk"))
        return queryset if queryset.ordered else queryset.order_by("sorted_name", "pk"), False

    def get_ordering(self, request: HttpRequest) -> tuple[Any, ...]:
        return (Last("standing__value").desc(), "pk")

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        told = {"title": gettext("People"), "gap": close_gap(active_model())}
        response: HttpResponse = super().changelist_view(request, told | (extra_context or {}))
        shown = getattr(response, "context_data", None) or {}
        if "cl" in shown:
            looks.record(candidates=shown["cl"].result_list, by=by(request), where="admin")
        return response

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        response: HttpResponse = super().change_view(request, object_id, form_url, extra_context)
        looks.record(candidates=listed().filter(pk=object_id), by=by(request), where="admin")
        return response

    @action(description=_("Compare two to four people"), permissions=["view"])
    def compare_people(
        self, request: HttpRequest, queryset: QuerySet[Candidate]
    ) -> HttpResponse | None:
        keys = list(queryset.values_list("pk", flat=True)[: MOST + 1])
        if not FEWEST <= len(keys) <= MOST:
            said = (
                gettext("You chose one person. Choose two to four people to compare.")
                if len(keys) < FEWEST
                else gettext("You chose more than four people. Choose two to four to compare.")
            )
            self.message_user(request, said, messages.ERROR)
            return None
        query = urlencode([("candidate", str(key)) for key in keys])
        return redirect(f"{reverse('admin:compare')}?{query}")
