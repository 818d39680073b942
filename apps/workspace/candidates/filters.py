"""The filters of the candidate lists, as the rail beside them asks for them."""

from __future__ import annotations

from django import forms

from apps.candidates.models.application import Status
from apps.connections.permits import names_for_employers
from apps.scoring.engine.phrases import account
from apps.scoring.listing import LONGEST_SEARCH, CandidateFilters


def _offered() -> list[tuple[str, str]]:
    return [(name, account(name)) for name in names_for_employers()]


class PeopleFilters(CandidateFilters):
    """All people of an organisation. ``unscored`` says whether people without a score stay in the
    list, which they do unless told otherwise: that somebody shares nothing must not hide them by
    accident."""

    q = forms.CharField(required=False, max_length=LONGEST_SEARCH)
    network = forms.MultipleChoiceField(required=False, choices=_offered)
    unscored = forms.ChoiceField(required=False, choices=[("yes", "yes"), ("no", "no")])


class OpeningFilters(PeopleFilters):
    """Within one opening people also have a status."""

    status = forms.MultipleChoiceField(required=False, choices=Status.choices)
