"""The candidates of an organisation or of one opening, with where they stand: one definition for
pages, admin and API."""

from __future__ import annotations

from enum import StrEnum
from uuid import UUID

from django import forms
from django.db.models import F, FilteredRelation, Q, QuerySet, Value
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from apps.candidates.models import Candidate
from apps.scoring.models.contest import with_contested
from apps.scoring.models.standing import StandingState

NOT_SHARED = "not_shared"
STATES = [(NOT_SHARED, _("Not shared")), *StandingState.choices]


class Order(StrEnum):
    """What a list can be sorted by; ``-score`` is the highest first."""

    SCORE = "score"
    WIDTH = "width"
    REACH = "reach"
    ENGAGEMENT = "engagement"
    NETWORK = "network"
    ACCOUNTS = "accounts"
    STATE = "state"
    NAME = "name"
    READ = "read"
    STATUS = "status"


def listed(opening_id: UUID | None = None) -> QuerySet[Candidate]:
    """Candidates with ``standing`` joined, ``state`` and ``contested`` annotated; with an opening
    also ``status`` and ``application_id`` there. Constant number of queries."""
    joined = Candidate.objects.select_related("standing").annotate(
        state=Coalesce("standing__state", Value(NOT_SHARED))
    )
    queryset = with_contested(joined, candidate="pk")
    if opening_id is None:
        return queryset
    here = FilteredRelation("applications", condition=Q(applications__opening_id=opening_id))
    return (
        queryset.annotate(here=here)
        .filter(here__isnull=False)
        .annotate(status=F("here__status"), application_id=F("here__id"))
    )


def bound(least: int, most: int) -> forms.DecimalField:
    return forms.DecimalField(required=False, min_value=least, max_value=most)


DAYS = 365
LONGEST_SEARCH = 120


class CandidateFilters(forms.Form):
    """The filters of candidate lists, for ``apps.scoring.narrowing``; the same names in page
    addresses and in the API."""

    score_min = bound(1, 100)
    score_max = bound(1, 100)
    reach_min, reach_max = bound(0, 100), bound(0, 100)
    engagement_min, engagement_max = bound(0, 100), bound(0, 100)
    network_min, network_max = bound(0, 100), bound(0, 100)
    width_max = bound(1, 99)
    read_within = forms.IntegerField(required=False, min_value=1, max_value=DAYS)
    network: forms.Field = forms.CharField(required=False)
    state = forms.MultipleChoiceField(required=False, choices=STATES)
