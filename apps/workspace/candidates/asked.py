"""What a list is asked for by its address: the order, the filters, the page. And addresses that
ask for something a little different."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.http import QueryDict

from apps.scoring.listing import Order

# These start with their ascending order: by name from A, the narrowest interval, the first step.
UPWARDS = frozenset({Order.NAME, Order.STATUS, Order.STATE, Order.WIDTH})
DEFAULT = "-score"


@dataclass(frozen=True, slots=True)
class Sorting:
    """A heading that sorts: for templates/components/sort.html."""

    label: str
    url: str
    direction: str


@dataclass(frozen=True, slots=True)
class Asked:
    """``chosen``: the filters that are on, as valid values by name. ``kept``: people who are chosen
    for a comparison, and stay so on every page of the list."""

    query: QueryDict
    order: Order
    descending: bool
    chosen: Mapping[str, Any]
    kept: tuple[str, ...] = ()

    @property
    def cursor(self) -> str | None:
        return self.query.get("cursor") or None

    @property
    def sort(self) -> str:
        return f"{'-' if self.descending else ''}{self.order}"

    def sorting(self, order: Order, label: str) -> Sorting:
        """The same list sorted by this, the other way round where it is so sorted already."""
        here = order is self.order
        direction = ("descending" if self.descending else "ascending") if here else ""
        ascending = self.descending if here else order in UPWARDS
        return Sorting(label, self.url(sort=order.value if ascending else f"-{order}"), direction)

    def url(self, **changes: str) -> str:
        """With the filters; another order or filter starts at the first page."""
        query = self._filters(self.chosen)
        sort = changes.pop("sort", self.sort)
        if sort != DEFAULT:
            query["sort"] = sort
        query.update(changes)
        if self.kept:
            query.setlist("candidate", [*self.kept])
        return f"?{query.urlencode()}"

    @property
    def bare(self) -> str:
        """Without any filter."""
        return replace(self, chosen={}).url()

    def keeping(self, kept: Iterable[str]) -> Asked:
        return replace(self, kept=tuple(kept))

    def less(self, names: Iterable[str], value: str = "") -> Asked:
        """Without a filter, or without one value of it."""
        dropped = {*names}
        left = {name: kept for name, kept in self.chosen.items() if name not in dropped}
        for name in dropped & self.chosen.keys():
            if value and len(self.chosen[name]) > 1:
                left[name] = [each for each in self.chosen[name] if each != value]
        return replace(self, chosen=left)

    def _filters(self, chosen: Mapping[str, Any]) -> QueryDict:
        query = QueryDict(mutable=True)
        for name, value in chosen.items():
            query.setlist(
                name, [str(each) for each in value] if isinstance(value, list) else [str(value)]
            )
        return query


def asked(query: QueryDict, cleaned: Mapping[str, Any], *, orders: Iterable[Order]) -> Asked:
    """An order that is unknown here is the usual one; filters that are empty are none."""
    sort = query.get("sort", DEFAULT)
    known = {f"{sign}{order}" for order in orders for sign in ("", "-")}
    sort = sort if sort in known else DEFAULT
    chosen = {name: value for name, value in cleaned.items() if _is_on(name, value)}
    return Asked(query, Order(sort.removeprefix("-")), sort.startswith("-"), chosen)


def _is_on(name: str, value: Any) -> bool:
    """A bound that bounds nothing is no filter."""
    if value in (None, "", []):
        return False
    nothing = {"score_min": 1, "unscored": "yes"}
    if name in nothing:
        return bool(value != nothing[name])
    if name.endswith("_min"):
        return bool(value != 0)
    return not (name.endswith("_max") and value == 100)
