"""Who is in a list, and the ways through it: the stretches that ``apps.core.walking`` walks along.

People with a number are found on the standings' own indexes, in the order that was asked for;
everybody else comes after them, in the order of their keys. So the first page costs the same for a
hundred people and for a hundred thousand. All of it stands behind the wall, where a condition is
only looked up in an index when it compares a plain column, and where the database thinks that it
will find far fewer people than it does: what else is asked of a person is therefore asked one by
one along the way (``_asked_of_each``), never joined, which would read everybody first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Any, Protocol
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import (
    BooleanField,
    Case,
    F,
    Func,
    Model,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    When,
)
from django.db.models.lookups import IsNull
from django.utils import timezone

from apps.candidates.models import Application, Candidate
from apps.candidates.models.application import Status
from apps.core import walking
from apps.core.keyset import KeysetPage
from apps.core.walking import Stretch
from apps.scoring.listing import NOT_SHARED, Order
from apps.scoring.models import Standing, StandingState
from apps.scoring.models.standing import FACTORS

BOUNDS = {"score": "value", "width": "width", **{name: name for name in FACTORS}}
COLUMNS = {
    Order.SCORE: "value",
    Order.WIDTH: "width",
    Order.REACH: "reach",
    Order.ENGAGEMENT: "engagement",
    Order.NETWORK: "network",
    Order.ACCOUNTS: "accounts",
    Order.READ: "computed_at",
}
NUMBERED = frozenset(BOUNDS.values())  # nothing of these is shown without a score
STATES = ("scored", "provisional", "too_little", "reading")

FEW = 1000  # an opening with so many people, or fewer, is read from its own side


class People[Row](Protocol):
    """Where people are read by their keys: a queryset, or what reads plain rows."""

    def in_bulk(self, id_list: Sequence[UUID], /) -> Mapping[Any, Row]: ...


@dataclass(frozen=True, slots=True)
class Narrowing:
    """In the organisation's scope. ``chosen``: filters that are on, by their names in addresses;
    ``among``: of these people alone, as a search found them; ``small``: whether the opening has
    ``FEW`` people at most, where that is known already."""

    opening_id: UUID | None = None
    chosen: Mapping[str, Any] = field(default_factory=dict)
    among: tuple[UUID, ...] | None = None
    small: bool | None = None

    def page[Row](
        self,
        people: People[Row],
        *,
        order: Order,
        descending: bool,
        size: int,
        cursor: str | None = None,
    ) -> KeysetPage[Row]:
        """``people``: such as ``apps.scoring.listing.listed`` gives them. Raises ``BadCursor``."""
        stretches = self.stretches(order, descending=descending)
        keys = walking.walk(stretches, order=order, descending=descending, size=size, cursor=cursor)
        found = people.in_bulk(keys.rows)
        rows = [found[key] for key in keys.rows if key in found]
        return KeysetPage(rows, keys.next, keys.previous)

    def count(self, most: int) -> int:
        """``most`` + 1 where there are more."""
        return walking.count(self.stretches(Order.SCORE, descending=True), most)

    def everybody(self, most: int) -> int:
        """Before any filter; ``most`` + 1 where there are more."""
        rows: QuerySet[Any] = Candidate.objects.all()
        if self.opening_id:
            rows = Application.objects.filter(opening=self.opening_id)
        return rows.order_by().values("pk")[: most + 1].count()

    def stretches(self, order: Order, *, descending: bool) -> list[Stretch]:
        if self.opening_id and self.small is None:
            known = replace(self, small=self.everybody(FEW) <= FEW)
            return known.stretches(order, descending=descending)
        if order is Order.NAME:
            return [Stretch(self._named, "id", "sorted_name")]
        if order is Order.STATUS:
            each = [self._everybody(status=str(status)) for status in Status.values]
            return each[::-1] if descending else each
        if order is Order.STATE:
            states = STATES[::-1] if descending else STATES
            shared = [self._standings(Q(state=StandingState(state))) for state in states]
            return [*shared, *self._without("state")]
        column = COLUMNS[order]
        return [self._with(column), *self._without(column)]

    def _with(self, column: str) -> Stretch:
        wanted = Q(**{f"{column}__isnull": False})
        if column in NUMBERED:
            wanted &= Q(value__isnull=False)
        return replace(self._standings(wanted, scored=column in NUMBERED), column=column)

    def _without(self, column: str) -> list[Stretch]:
        lacking = Q(**{f"{column}__isnull": True})
        if column in NUMBERED:
            lacking |= Q(value__isnull=True)
        if not self._needs_standing:
            return [self._everybody(lacking=column)]
        always = {"value", "width"} if self._needs_score else set()
        if column in {"accounts", "state", *always}:  # nobody that could be here lacks it
            return []
        return [self._standings(lacking)]

    def _standings(self, wanted: Q, *, scored: bool = False) -> Stretch:
        def ask() -> QuerySet[Any]:
            rows = Standing.objects.filter(wanted, self._of_standing(scored=scored))
            return self._applied(rows, "candidate_id")

        return Stretch(ask, "candidate_id")

    def _named(self) -> QuerySet[Any]:
        return self._sharing(self._applied(Candidate.objects.all(), "id"), "id", Q())

    def _everybody(self, *, lacking: str = "", status: str = "") -> Stretch:
        """In the order of their keys."""
        key = "candidate_id" if self.opening_id else "id"

        def ask() -> QuerySet[Any]:
            rows: QuerySet[Any] = Candidate.objects.all()
            if self.opening_id:
                rows = Application.objects.filter(self._here)
            if status:
                rows = rows.filter(status=status)
            return self._sharing(self._among(rows, key), key, _lacks(lacking))

        return Stretch(ask, key)

    def _sharing[M: Model](self, rows: QuerySet[M], key: str, wanted: Q) -> QuerySet[M]:
        """Those whose standing meets the filters, and where these allow it those without any."""
        wanted &= self._of_standing()
        if not wanted and not self._needs_standing:
            return rows
        theirs = Standing.objects.filter(candidate=OuterRef(key))
        if self._needs_standing:
            return rows.filter(_asked_of_each(theirs.filter(wanted), found=True))
        # What is unknown of a standing does not meet a condition either.
        met = Case(When(wanted, then=True), default=False, output_field=BooleanField())
        return rows.filter(_asked_of_each(theirs.alias(met=met).filter(met=False), found=False))

    @property
    def _needs_score(self) -> bool:
        return self.chosen.get("unscored") == "no"

    @property
    def _needs_standing(self) -> bool:
        states = self.chosen.get("state") or [NOT_SHARED]
        asked = self.chosen.get("network") or self.chosen.get("read_within")
        return bool(self._needs_score or asked or NOT_SHARED not in states)

    def _among[M: Model](self, rows: QuerySet[M], key: str) -> QuerySet[M]:
        return rows if self.among is None else rows.filter(**{f"{key}__in": self.among})

    def _applied[M: Model](self, rows: QuerySet[M], key: str) -> QuerySet[M]:
        """Those of the opening, and of the people that were searched for."""
        rows = self._among(rows, key)
        if not self.opening_id:
            return rows
        here = Application.objects.filter(self._here)
        if self.small:
            return rows.filter(_one_of(key, here.values("candidate_id")))
        return rows.filter(_asked_of_each(here.filter(candidate=OuterRef(key)), found=True))

    @property
    def _here(self) -> Q:
        wanted = Q(opening=self.opening_id)
        statuses = self.chosen.get("status")
        return wanted & Q(status__in=statuses) if statuses else wanted

    def _of_standing(self, *, scored: bool = False) -> Q:
        """``scored``: there is a score anyway. People without one stay where numbers are asked for,
        unless told otherwise."""
        wanted = self._numbers()
        if wanted and not scored and not self._needs_score:
            wanted |= Q(value__isnull=True)
        if self._needs_score and not scored:
            wanted &= Q(value__isnull=False)
        if networks := self.chosen.get("network"):
            wanted &= Q(networks__contains=networks)
        if days := self.chosen.get("read_within"):
            wanted &= Q(computed_at__gte=timezone.now() - timedelta(days=int(days)))
        if states := self.chosen.get("state"):
            wanted &= Q(state__in=[state for state in states if state != NOT_SHARED])
        return wanted

    def _numbers(self) -> Q:
        wanted = Q()
        for name, column in BOUNDS.items():
            for end, lookup in (("min", "gte"), ("max", "lte")):
                if (bound := self.chosen.get(f"{name}_{end}")) is not None:
                    wanted &= Q(**{f"{column}__{lookup}": bound})
        return wanted


def sharing() -> dict[str, Any]:
    """The filter that leaves those who share something now."""
    return {"state": [str(state) for state in StandingState]}


def _lacks(column: str) -> Q:
    if not column:
        return Q()
    lacking = Q(**{f"{column}__isnull": True})
    return lacking | Q(value__isnull=True) if column in NUMBERED else lacking


def _asked_of_each(rows: QuerySet[Any], *, found: bool) -> Q:
    """Whether there are such rows. A limited subquery in place of EXISTS, which the database would
    turn into a join."""
    return Q(IsNull(Subquery(rows.order_by().values("pk")[:1]), not found))


def _one_of(key: str, keys: QuerySet[Any]) -> Q:
    """As ``key__in``, but the keys are read first, and looked up then."""
    return Q(
        Func(
            F(key),
            ArraySubquery(keys.order_by()),
            template="%(expressions)s)",
            arg_joiner=" = ANY(",
            output_field=BooleanField(),
        )
    )
