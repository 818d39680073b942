"""The candidates of an organisation or of one opening, with where they stand: one definition for
pages, admin and API."""

from __future__ import annotations

from enum import StrEnum
from typing import Any
from uuid import UUID

import django_filters as filters
from django.db.models import (
    Case,
    F,
    FilteredRelation,
    IntegerField,
    Q,
    QuerySet,
    TextField,
    Value,
    When,
)
from django.db.models.functions import Cast, Coalesce, Lower

from apps.candidates.models import Candidate
from apps.candidates.models.application import Status
from apps.scoring.models.contest import is_contested
from apps.scoring.models.standing import StandingState

NOT_SHARED = "not_shared"
STATES = [(NOT_SHARED, "Not shared"), *StandingState.choices]
# People without a number come after everybody who has one, whichever way a list is sorted.
LAST, LAST_ASCENDING = -1, 1000
NEVER, NEVER_ASCENDING = "", "9999"
_PROGRESS = Case(*[When(status=each, then=place) for place, each in enumerate(Status.values)])


class Order(StrEnum):
    """What a list can be sorted by; ``-score`` is the highest first."""

    SCORE = "score"
    REACH = "reach"
    ENGAGEMENT = "engagement"
    NETWORK = "network"
    NAME = "name"
    READ = "read"
    STATUS = "status"


_NUMBERS = {
    Order.SCORE: "value",
    Order.REACH: "reach",
    Order.ENGAGEMENT: "engagement",
    Order.NETWORK: "network",
}


def listed(opening_id: UUID | None = None) -> QuerySet[Candidate]:
    """Candidates with ``standing`` joined, ``state`` and ``contested`` annotated; with an opening
    also ``status`` and ``application_id`` there. Constant number of queries."""
    queryset = Candidate.objects.select_related("standing").annotate(
        state=Coalesce("standing__state", Value(NOT_SHARED)),
        contested=is_contested(candidate="pk"),
    )
    if opening_id is None:
        return queryset
    here = FilteredRelation("applications", condition=Q(applications__opening_id=opening_id))
    return (
        queryset.annotate(here=here)
        .filter(here__isnull=False)
        .annotate(status=F("here__status"), application_id=F("here__id"))
    )


def sort_key(
    queryset: QuerySet[Candidate], order: Order, *, descending: bool = True
) -> QuerySet[Candidate]:
    """Annotates ``key_of(order)``, never NULL, for ``apps.core.keyset.keyset_page``."""
    return queryset.annotate(**{key_of(order): _sort_value(order, descending=descending)})


def key_of(order: Order) -> str:
    """Each order has a key of its own, so that a cursor of one is none of another."""
    return f"sorted_by_{order}"


def _sort_value(order: Order, *, descending: bool) -> Any:
    if order in _NUMBERS:
        last = Value(LAST if descending else LAST_ASCENDING)
        return Coalesce(f"standing__{_NUMBERS[order]}", last, output_field=IntegerField())
    if order is Order.NAME:
        return Lower("name")
    if order is Order.STATUS:
        return _PROGRESS
    never = Value(NEVER if descending else NEVER_ASCENDING, output_field=TextField())
    return Coalesce(Cast("standing__computed_at", TextField()), never)


class CandidateFilter(filters.FilterSet):  # type: ignore[misc]  # django-filter is untyped
    """The filters of candidate lists; the same names in page addresses and in the API."""

    score_min = filters.NumberFilter(
        field_name="standing__value", lookup_expr="gte", min_value=1, max_value=100
    )
    score_max = filters.NumberFilter(
        field_name="standing__value", lookup_expr="lte", min_value=1, max_value=100
    )
    reach_min = filters.NumberFilter(
        field_name="standing__reach", lookup_expr="gte", min_value=0, max_value=100
    )
    engagement_min = filters.NumberFilter(
        field_name="standing__engagement", lookup_expr="gte", min_value=0, max_value=100
    )
    network_min = filters.NumberFilter(
        field_name="standing__network", lookup_expr="gte", min_value=0, max_value=100
    )
    network = filters.CharFilter(
        method="with_network", label="Account on (several: separated by commas)"
    )
    state = filters.MultipleChoiceFilter(choices=STATES)

    class Meta:
        model = Candidate
        fields: list[str] = []

    def with_network(
        self, queryset: QuerySet[Candidate], name: str, value: Any
    ) -> QuerySet[Candidate]:
        wanted = [part for part in str(value).split(",") if part]
        return queryset.filter(standing__networks__contains=wanted) if wanted else queryset
