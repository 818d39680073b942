"""Candidates by score and factor, for hiring teams that prefer the admin."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.contrib import admin, messages
from django.db.models import Q, QuerySet, Value
from django.db.models.functions import Coalesce
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from unfold.decorators import action, display

from apps.accounts.models import User
from apps.audit.actions import By
from apps.candidates.models import Candidate, Opening
from apps.organisations.admin_base import OrganisationAdmin
from apps.scoring.actions import looks
from apps.scoring.comparison import FEWEST, MOST
from apps.scoring.engine.compare import close_gap
from apps.scoring.listing import LAST, NOT_SHARED, STATES, listed
from apps.scoring.released import active_model

BANDS = [(1, 24), (25, 49), (50, 74), (75, 100)]
COLUMNS = ("value", "reach", "engagement", "network")
FACTOR_STEPS = (5, 10, 20, 30)


class OpeningFilter(admin.SimpleListFilter):
    title, parameter_name = "opening", "opening"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [(str(opening.pk), opening.title) for opening in Opening.objects.newest_first()]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Candidate]) -> QuerySet[Candidate]:
        value, known = self.value(), {key for key, _ in self.lookup_choices}
        return queryset.filter(applications__opening_id=value) if value in known else queryset


class ScoreFilter(admin.SimpleListFilter):
    title, parameter_name = "score", "score"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [(f"{low}-{high}", f"{low} to {high}") for low, high in BANDS]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Candidate]) -> QuerySet[Candidate]:
        band = next((b for b in BANDS if f"{b[0]}-{b[1]}" == self.value()), None)
        return queryset.filter(standing__value__range=band) if band else queryset


class StateFilter(admin.SimpleListFilter):
    title, parameter_name = "state", "state"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [(str(value), str(label)) for value, label in STATES]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Candidate]) -> QuerySet[Candidate]:
        return queryset.filter(Q(state=self.value())) if self.value() else queryset


class _FactorFilter(admin.SimpleListFilter):
    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [(str(step), f"at least {step} points") for step in FACTOR_STEPS]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Candidate]) -> QuerySet[Candidate]:
        step = next((step for step in FACTOR_STEPS if str(step) == self.value()), None)
        if step is None:
            return queryset
        return queryset.filter(**{f"standing__{self.parameter_name}__gte": step})


class ReachFilter(_FactorFilter):
    title, parameter_name = "reach", "reach"


class EngagementFilter(_FactorFilter):
    title, parameter_name = "engagement", "engagement"


class NetworkFilter(_FactorFilter):
    title, parameter_name = "network", "network"


@admin.register(Candidate)
class CandidateAdmin(OrganisationAdmin):
    list_display = (
        "name",
        "score",
        "interval",
        "reach",
        "engagement",
        "network_points",
        "accounts",
        "shown_state",
    )
    list_filter = (
        OpeningFilter,
        StateFilter,
        ScoreFilter,
        ReachFilter,
        EngagementFilter,
        NetworkFilter,
    )
    search_fields = ("name", "email")
    fields = (
        "name",
        "email",
        "place",
        "score",
        "interval",
        "reach",
        "engagement",
        "network_points",
        "accounts",
        "shown_state",
    )
    readonly_fields = fields
    actions = ("compare_people",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Candidate]:
        last = {f"by_{name}": Coalesce(f"standing__{name}", Value(LAST)) for name in COLUMNS}
        return listed().annotate(**last)

    def get_ordering(self, request: HttpRequest) -> tuple[str, ...]:
        return ("-by_value", "pk")

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        gap = close_gap(active_model())
        said = f"Candidates: scores closer than about {gap} points are too close to call"
        told = {"title": said, **(extra_context or {})}
        response: HttpResponse = super().changelist_view(request, told)
        shown = getattr(response, "context_data", None) or {}
        if "cl" in shown:
            looks.record(candidates=shown["cl"].result_list, by=_by(request), where="admin")
        return response

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        response: HttpResponse = super().change_view(request, object_id, form_url, extra_context)
        looks.record(candidates=listed().filter(pk=object_id), by=_by(request), where="admin")
        return response

    @display(description="Score", ordering="by_value")
    def score(self, candidate: Candidate) -> str:
        return _number(candidate, "value")

    @display(description="80 of 100 draws")
    def interval(self, candidate: Candidate) -> str:
        low, high = _number(candidate, "low"), _number(candidate, "high")
        return f"{low}–{high}" if low != "–" else "–"

    @display(description="Reach", ordering="by_reach")
    def reach(self, candidate: Candidate) -> str:
        return _number(candidate, "reach")

    @display(description="Engagement", ordering="by_engagement")
    def engagement(self, candidate: Candidate) -> str:
        return _number(candidate, "engagement")

    @display(description="Network", ordering="by_network")
    def network_points(self, candidate: Candidate) -> str:
        return _number(candidate, "network")

    @display(description="Accounts")
    def accounts(self, candidate: Candidate) -> str:
        standing = getattr(candidate, "standing", None)
        return ", ".join(standing.networks) if standing else "–"

    @display(description="State", ordering="state")
    def shown_state(self, candidate: Candidate) -> str:
        return str(dict(STATES)[getattr(candidate, "state", NOT_SHARED)])

    @action(description="Compare two to four people", permissions=["view"])
    def compare_people(
        self, request: HttpRequest, queryset: QuerySet[Candidate]
    ) -> HttpResponse | None:
        people = list(queryset[: MOST + 1])
        if not FEWEST <= len(people) <= MOST:
            self.message_user(request, f"Choose {FEWEST} to {MOST} people.", messages.WARNING)
            return None
        query = urlencode([("candidate", str(person.pk)) for person in people])
        slug = request.admin_entry.organisation.slug  # type: ignore[attr-defined]  # set by the site
        return redirect(f"{reverse('compare', args=[slug])}?{query}")


def _by(request: HttpRequest) -> By:
    assert isinstance(request.user, User)
    return (
        By.operator(request.user.pk)
        if getattr(request, "entered_as_operator", False)
        else By.user(request.user.pk)
    )


def _number(candidate: Candidate, column: str) -> str:
    standing = getattr(candidate, "standing", None)
    number = getattr(standing, column, None)
    return "–" if number is None else str(number)
