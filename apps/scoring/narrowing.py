"""Who is in a list, and the ways through it: the stretches that ``apps.core.walking`` walks along.

People with a number are found on the standings' own indexes, in the order that was asked for;
everybody else comes after them, in the order of their keys. So the first page costs the same for a
hundred people and for a hundred thousand. All of it stands behind the wall, where a condition is
only looked up in an index when it compares a plain column."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Any, Literal
from uuid import UUID

from django.db.models import Q, QuerySet
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

type Base = Literal["", "standing__", "candidate__standing__"]


@dataclass(frozen=True, slots=True)
class Narrowing:
    """In the organisation's scope. ``chosen``: filters that are on, by their names in addresses;
    ``among``: of these people alone, as a search found them."""

    opening_id: UUID | None = None
    chosen: Mapping[str, Any] = field(default_factory=dict)
    among: tuple[UUID, ...] | None = None

    def page(
        self,
        people: QuerySet[Candidate],
        *,
        order: Order,
        descending: bool,
        size: int,
        cursor: str | None = None,
    ) -> KeysetPage[Candidate]:
        """``people`` as ``apps.scoring.listing.listed`` gives them. Raises ``BadCursor``."""
        stretches = self.stretches(order, descending=descending)
        keys = walking.walk(stretches, order=order, descending=descending, size=size, cursor=cursor)
        found = people.in_bulk(keys.rows)
        return replace(keys, rows=[found[key] for key in keys.rows if key in found])

    def count(self, most: int) -> int:
        """``most`` + 1 where there are more."""
        return walking.count(self.stretches(Order.SCORE, descending=True), most)

    def stretches(self, order: Order, *, descending: bool) -> list[Stretch]:
        if order is Order.NAME:
            named = Candidate.objects.filter(self._of_standing("standing__"), self._of("id"))
            return [Stretch(named, "id", "sorted_name")]
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
        rows = Standing.objects.filter(wanted, self._of_standing("", scored=scored))
        return Stretch(rows.filter(self._of("candidate")), "candidate_id")

    def _everybody(self, *, lacking: str = "", status: str = "") -> Stretch:
        """In the order of their keys."""
        if not self.opening_id:
            wanted = _lacks("standing__", lacking) & self._of_standing("standing__")
            return Stretch(Candidate.objects.filter(wanted, self._of("id")), "id")
        base: Base = "candidate__standing__"
        wanted = _lacks(base, lacking) & self._of_standing(base) & self._applied()
        if status:
            wanted &= Q(status=status)
        if self.among is not None:
            wanted &= Q(candidate__in=self.among)
        return Stretch(Application.objects.filter(wanted), "candidate_id")

    @property
    def _needs_score(self) -> bool:
        return self.chosen.get("unscored") == "no"

    @property
    def _needs_standing(self) -> bool:
        states = self.chosen.get("state") or [NOT_SHARED]
        asked = self.chosen.get("network") or self.chosen.get("read_within")
        return bool(self._needs_score or asked or NOT_SHARED not in states)

    def _of(self, key: str) -> Q:
        """Those of the opening, and of the people that were searched for."""
        wanted = Q(**{f"{key}__in": self.among}) if self.among is not None else Q()
        if not self.opening_id:
            return wanted
        applied = Application.objects.filter(self._applied())
        return wanted & Q(**{f"{key}__in": applied.values("candidate")})

    def _applied(self) -> Q:
        wanted = Q(opening=self.opening_id)
        statuses = self.chosen.get("status")
        return wanted & Q(status__in=statuses) if statuses else wanted

    def _of_standing(self, base: Base, *, scored: bool = False) -> Q:
        """``scored``: there is a score anyway. People without one stay where numbers are asked for,
        unless told otherwise."""
        wanted = self._numbers(base)
        if wanted and not scored and not self._needs_score:
            wanted |= Q(**{f"{base}value__isnull": True})
        if self._needs_score and not scored:
            wanted &= Q(**{f"{base}value__isnull": False})
        if networks := self.chosen.get("network"):
            wanted &= Q(**{f"{base}networks__contains": networks})
        if days := self.chosen.get("read_within"):
            wanted &= Q(**{f"{base}computed_at__gte": timezone.now() - timedelta(days=int(days))})
        return wanted & self._states(base)

    def _numbers(self, base: Base) -> Q:
        wanted = Q()
        for name, column in BOUNDS.items():
            for end, lookup in (("min", "gte"), ("max", "lte")):
                if (bound := self.chosen.get(f"{name}_{end}")) is not None:
                    wanted &= Q(**{f"{base}{column}__{lookup}": bound})
        return wanted

    def _states(self, base: Base) -> Q:
        states = self.chosen.get("state")
        if not states:
            return Q()
        wanted = Q(**{f"{base}state__in": [state for state in states if state != NOT_SHARED]})
        if base and NOT_SHARED in states:
            wanted |= Q(**{f"{base}state__isnull": True})
        return wanted


def _lacks(base: Base, column: str) -> Q:
    if not column:
        return Q()
    lacking = Q(**{f"{base}{column}__isnull": True})
    return lacking | Q(**{f"{base}value__isnull": True}) if column in NUMBERED else lacking


def sharing() -> dict[str, Any]:
    """The filter that leaves those who share something now."""
    return {"state": [str(state) for state in StandingState]}
