"""The filters of the candidate lists, as the rail beside them asks for them."""

from __future__ import annotations

from typing import Any

import django_filters as filters
from django.db.models import Q, QuerySet

from apps.candidates.models import Candidate
from apps.candidates.models.application import Status
from apps.connections.permits import names_for_employers
from apps.scoring.engine.phrases import account
from apps.scoring.listing import CandidateFilter

FACTORS = ("reach", "engagement", "network")
NUMBERS = ("score_min", "score_max", "reach_min", "engagement_min", "network_min")
WITHOUT = {"yes": "also people without one", "no": "only people with one"}


def _offered() -> list[tuple[str, str]]:
    return [(name, account(name)) for name in names_for_employers()]


class PeopleFilter(CandidateFilter):
    """All people of an organisation. The names are those of the API; ``unscored`` says whether
    people without a score stay in the list, which they do unless told otherwise: that somebody
    shares nothing must not hide them by accident."""

    network = filters.MultipleChoiceFilter(method="with_accounts", choices=_offered)
    unscored = filters.ChoiceFilter(choices=[*WITHOUT.items()], method="as_it_is")

    def as_it_is(self, queryset: QuerySet[Candidate], name: str, value: Any) -> QuerySet[Candidate]:
        return queryset

    def with_accounts(
        self, queryset: QuerySet[Candidate], name: str, value: Any
    ) -> QuerySet[Candidate]:
        """Who shares all of these accounts."""
        return queryset.filter(standing__networks__contains=value) if value else queryset

    def filter_queryset(self, queryset: QuerySet[Candidate]) -> QuerySet[Candidate]:
        chosen = self.form.cleaned_data
        queryset = queryset.filter(self._numbers(chosen))
        for name, value in chosen.items():
            if name not in NUMBERS:
                queryset = self.filters[name].filter(queryset, value)
        return queryset

    def _numbers(self, chosen: dict[str, Any]) -> Q:
        wanted = Q()
        for name in NUMBERS:
            if chosen.get(name) is not None:
                column = self.filters[name]
                wanted &= Q(**{f"{column.field_name}__{column.lookup_expr}": chosen[name]})
        if chosen.get("unscored") == "no":
            return wanted & Q(standing__value__isnull=False)
        return wanted | Q(standing__value=None) if wanted else wanted


class OpeningFilter(PeopleFilter):
    """Within one opening people also have a status."""

    status = filters.MultipleChoiceFilter(choices=Status.choices)
