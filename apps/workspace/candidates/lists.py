"""One page of a candidate list: what was asked for, who is found, and what stands around it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404
from django.utils import timezone

from apps.candidates.models import Candidate, Opening
from apps.core.charts.scale import SPARSE_AXIS
from apps.core.keyset import BadCursor, KeysetPage, keyset_page
from apps.organisations.access import MemberRequest
from apps.scoring.engine.compare import close_gap
from apps.scoring.listing import Order, key_of, listed, sort_key
from apps.scoring.released import active_model
from apps.workspace.candidates.asked import Asked, asked
from apps.workspace.candidates.crowd import Crowd, crowd
from apps.workspace.candidates.filters import OpeningFilter, PeopleFilter
from apps.workspace.candidates.rail import Rail, rail
from apps.workspace.candidates.rows import Frame, Row, rows_of, weighted_in
from apps.workspace.candidates.wishes import Nobody, Wish, nobody, wishes

A_PAGE = 25
LABELS = {
    Order.NAME: "Name",
    Order.SCORE: "Score",
    Order.REACH: "Reach",
    Order.ENGAGEMENT: "Engagement",
    Order.NETWORK: "Network",
    Order.READ: "Read",
    Order.STATUS: "Status",
}


@dataclass(frozen=True)
class CandidateList:
    """All people of the organisation, or those of one opening. Used in the organisation's scope."""

    request: MemberRequest
    opening: Opening | None = None
    size: int = field(default=A_PAGE)

    @cached_property
    def people(self) -> QuerySet[Candidate]:
        return listed(self.opening.pk if self.opening else None)

    @cached_property
    def filtered(self) -> PeopleFilter:
        kind = OpeningFilter if self.opening else PeopleFilter
        return kind(self.request.GET, queryset=self.people)

    @cached_property
    def asked(self) -> Asked:
        form = self.filtered.form
        form.is_valid()  # what is wrong is no filter, and its field says so
        orders = [order for order in Order if self.opening or order is not Order.STATUS]
        return asked(self.request.GET, form.cleaned_data, orders=orders)

    @cached_property
    def wishes(self) -> list[Wish]:
        return wishes(self.asked)

    @cached_property
    def crowd(self) -> Crowd:
        return crowd(self.people, with_status=self.opening is not None)

    @cached_property
    def found(self) -> QuerySet[Candidate]:
        return self.narrowed(self.asked)

    @cached_property
    def count(self) -> int:
        return self.found.order_by().count() if self.wishes else self.crowd.people

    @cached_property
    def page(self) -> KeysetPage[Candidate]:
        """Raises Http404 for a cursor that is none of this order."""
        order, descending = self.asked.order, self.asked.descending
        ordered = sort_key(self.found, order, descending=descending)
        try:
            return keyset_page(
                ordered,
                key=key_of(order),
                descending=descending,
                size=self.size,
                cursor=self.asked.cursor,
            )
        except BadCursor as error:
            raise Http404("no such page") from error

    def narrowed(self, wanted: Asked) -> QuerySet[Candidate]:
        form = self.filtered.form
        before, form.cleaned_data = form.cleaned_data, dict.fromkeys(form.cleaned_data)
        form.cleaned_data |= wanted.chosen
        try:
            return self.filtered.filter_queryset(self.people)
        finally:
            form.cleaned_data = before

    def rows(self, people: Sequence[Candidate]) -> list[Row]:
        place = {"opening": str(self.opening.pk)} if self.opening else {}
        chosen = frozenset(self.request.GET.getlist("candidate"))
        slug = self.request.organisation.slug
        offered = tuple(self.crowd.accounts)
        weighted = weighted_in(self.opening, people) if self.opening else {}
        frame = Frame(slug, timezone.now(), self.crowd.top, offered, chosen, place, weighted)
        return rows_of(people, frame)

    def nobody(self) -> Nobody | None:
        if self.page.rows or not self.wishes:
            return None
        return nobody(self.asked, self._without)

    def _without(self, wanted: Asked, wish: Wish) -> int:
        return self.narrowed(wanted.less(wish.names, wish.value)).order_by().count()

    @property
    def rail(self) -> Rail:
        return rail(self.filtered, self.asked, self.crowd, len(self.wishes))


def context(people: CandidateList) -> dict[str, Any]:
    """For templates/workspace/candidates/list.html."""
    rows = people.rows(people.page.rows)
    wanted = people.asked
    return {
        "rows": rows,
        "reading": [row.pk for row in rows if row.reading],
        "count": people.count,
        "crowd": people.crowd,
        "rail": people.rail,
        "nobody": people.nobody(),
        "headings": {order.value: wanted.sorting(order, LABELS[order]) for order in Order},
        "axis": SPARSE_AXIS,
        "next_url": wanted.url(cursor=people.page.next) if people.page.next else "",
        "previous_url": wanted.url(cursor=people.page.previous) if people.page.previous else "",
        "paged": bool(people.page.next or people.page.previous),
        "gap": close_gap(active_model()),
    }


def some(people: CandidateList, ids: Sequence[UUID]) -> list[Candidate]:
    """These people, where they are in the list at all."""
    return list(people.people.filter(pk__in=ids))
