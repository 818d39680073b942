"""Who was invited to an opening: by state, by name, page by page."""

from __future__ import annotations

from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from apps.candidates.models import Candidate, Invitation, Opening
from apps.candidates.models.invitation import Source, State

A_PAGE = 50
LONGEST_SEARCH = 120


@dataclass(frozen=True, slots=True)
class Tab:
    """``value``: what stands in the address, "" for all that stand."""

    value: str
    label: str | Promise
    count: int


@dataclass(frozen=True, slots=True)
class Asked:
    """``page``: invitations with ``state``; ``everybody``: how many were ever asked."""

    page: Page[Invitation]
    tabs: list[Tab]
    everybody: int
    state: str
    source: str
    words: str


def asked(opening: Opening, query: QueryDict) -> Asked:
    """Four queries, however many there are."""
    state, source = query.get("state", ""), query.get("source", "")
    state = state if state in State.values else ""
    source = source if source in Source.values else ""
    words = query.get("q", "").replace("\0", "").strip()[:LONGEST_SEARCH]
    everyone = Invitation.objects.filter(opening=opening)
    counts = everyone.count_by_state()
    shown = everyone.in_state(state) if state else everyone.standing().with_state()
    if source:
        shown = shown.filter(source=source)
    if words:
        shown = shown.filter(candidate__in=Candidate.objects.called(words))
    # The order of inviting would tell who is who to whoever invited them.
    ordered = shown.with_people().order_by(*["candidate__hidden_as"] * opening.blind, "-id")
    page = Paginator(ordered, A_PAGE).get_page(query.get("page"))
    return Asked(page, _tabs(counts), sum(counts.values()), state, source, words)


def _tabs(counts: dict[str, int]) -> list[Tab]:
    standing = sum(n for state, n in counts.items() if state != State.REVOKED)
    known = [Tab(state.value, state.label, counts.get(state.value, 0)) for state in State]
    return [Tab("", _("All"), standing), *(tab for tab in known if tab.count)]
