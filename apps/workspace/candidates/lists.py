"""One page of a candidate list: what was asked for, who is found, and what stands around it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404
from django.utils import timezone

from apps.candidates.models import Candidate, Opening, Word
from apps.core.charts.scale import SPARSE_AXIS
from apps.core.keyset import BadCursor, KeysetPage
from apps.organisations.access import MemberRequest
from apps.scoring.engine.compare import close_gap
from apps.scoring.listing import Order, listed
from apps.scoring.narrowing import FEW, Narrowing, sharing
from apps.scoring.released import active_model
from apps.workspace.candidates.asked import Asked, asked
from apps.workspace.candidates.columns import Columns, columns_of
from apps.workspace.candidates.crowd import MANY, Crowd, crowd, offered, top, uncounted
from apps.workspace.candidates.filters import OpeningFilters, PeopleFilters
from apps.workspace.candidates.labels import LABELS
from apps.workspace.candidates.rail import Rail, rail
from apps.workspace.candidates.rows import Frame, Row, rows_of, weighted_in
from apps.workspace.candidates.wishes import Nobody, Wish, chips, nobody, wishes

FOUND_AT_MOST = 100  # people that a search looks at


@dataclass(frozen=True)
class CandidateList:
    """All people of the organisation, or those of one opening. Used in the organisation's scope."""

    request: MemberRequest
    opening: Opening | None = None
    kept: Sequence[UUID] = field(default=())

    @cached_property
    def people(self) -> QuerySet[Candidate]:
        return listed(self.opening.pk if self.opening else None)

    @cached_property
    def columns(self) -> Columns:
        return columns_of(self.request.membership, with_status=self.opening is not None)

    @cached_property
    def form(self) -> PeopleFilters:
        """What is wrong is no filter, and its field says so."""
        form = OpeningFilters(self.request.GET) if self.opening else PeopleFilters(self.request.GET)
        form.is_valid()
        return form

    @cached_property
    def asked(self) -> Asked:
        orders = [order for order in Order if self.opening or order is not Order.STATUS]
        found = asked(self.request.GET, self.form.cleaned_data, orders=orders)
        return found.keeping(str(key) for key in self.kept)

    @cached_property
    def wishes(self) -> list[Wish]:
        return wishes(self.asked)

    @cached_property
    def everybody(self) -> int:
        """How many there are before any filter; ``MANY`` + 1 stands for more."""
        return Narrowing(self.opening.pk if self.opening else None).everybody(MANY)

    @cached_property
    def crowd(self) -> Crowd:
        if self.everybody > MANY and "counts" not in self.request.GET:
            return uncounted(self.everybody)
        return self.counted

    @cached_property
    def counted(self) -> Crowd:
        """However many they are."""
        return crowd(self.people, with_status=self.opening is not None)

    @cached_property
    def count(self) -> int:
        return self.narrowed(self.asked).count(MANY) if self.wishes else self.everybody

    @cached_property
    def sharing(self) -> int:
        """How many share something now; ``MANY`` + 1 stands for more."""
        return self.narrowed(replace(self.asked, chosen=sharing())).count(MANY)

    @cached_property
    def searched(self) -> list[UUID]:
        return Word.objects.matching(self.asked.chosen["q"], FOUND_AT_MOST)

    @cached_property
    def page(self) -> KeysetPage[Candidate]:
        """Raises Http404 for a cursor that is none of this order."""
        return self.read(self.asked.cursor, self.columns.size)

    def read(self, cursor: str | None, size: int) -> KeysetPage[Candidate]:
        order, descending = self.asked.order, self.asked.descending
        narrowing = self.narrowed(self.asked)
        try:
            return narrowing.page(
                self.people, order=order, descending=descending, size=size, cursor=cursor
            )
        except BadCursor as error:
            raise Http404("no such page") from error

    def narrowed(self, wanted: Asked) -> Narrowing:
        chosen = {name: value for name, value in wanted.chosen.items() if name != "q"}
        among = tuple(self.searched[:FOUND_AT_MOST]) if "q" in wanted.chosen else None
        small = self.everybody <= FEW
        return Narrowing(self.opening.pk if self.opening else None, chosen, among, small)

    def rows(self, people: Sequence[Candidate]) -> list[Row]:
        place = {"opening": str(self.opening.pk)} if self.opening else {}
        chosen = frozenset(str(key) for key in self.kept)
        slug = self.request.organisation.slug
        weighted = weighted_in(self.opening, people) if self.opening else {}
        frame = Frame(
            slug, timezone.now(), top(), tuple(offered()), self.columns, chosen, place, weighted
        )
        return rows_of(people, frame)

    def nobody(self) -> Nobody | None:
        if self.page.rows or not self.wishes:
            return None
        return nobody(self.asked, self._without)

    def _without(self, wanted: Asked, wish: Wish) -> int:
        return self.narrowed(wanted.less(wish.names, wish.value)).count(MANY)

    @property
    def rail(self) -> Rail:
        return rail(
            self.form,
            self.asked,
            self.crowd,
            on=len(self.wishes),
            with_status=self.opening is not None,
        )


def context(people: CandidateList) -> dict[str, Any]:
    """For templates/workspace/candidates/list.html."""
    rows = people.rows(people.page.rows)
    wanted = people.asked
    shown = {row.pk for row in rows}
    return {
        "rows": rows,
        "reading": [row.pk for row in rows if row.reading],
        "count": people.count,
        "many": MANY,
        "everybody": people.everybody,
        "rail": people.rail,
        "chips": chips(wanted),
        "columns": people.columns,
        "nobody": people.nobody(),
        "searched": people.asked.chosen.get("q", ""),
        "found_at_most": FOUND_AT_MOST,
        "found_more": "q" in wanted.chosen and len(people.searched) > FOUND_AT_MOST,
        "headings": {order.value: wanted.sorting(order, str(LABELS[order])) for order in Order},
        "axis": SPARSE_AXIS,
        "here": wanted.url(),
        "count_here": wanted.url(counts="all"),
        "elsewhere": [key for key in people.kept if key not in shown],
        "next_url": wanted.url(cursor=people.page.next) if people.page.next else "",
        "previous_url": wanted.url(cursor=people.page.previous) if people.page.previous else "",
        "paged": bool(people.page.next or people.page.previous),
        "gap": close_gap(active_model()),
    }


def some(people: CandidateList, ids: Sequence[UUID]) -> list[Candidate]:
    """These people, where they are in the list at all."""
    return list(people.people.filter(pk__in=ids))
