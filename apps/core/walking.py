"""Paging through a list that is made of stretches: one after another, each in an order that an
index has already, so that a page costs the same however many people there are."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Field, GeneratedField, Q, QuerySet
from django.db.models.fields.tuple_lookups import Tuple, TupleGreaterThan, TupleLessThan

from apps.core.keyset import Cursor, KeysetPage, decode, fits


@dataclass(frozen=True, slots=True)
class Stretch:
    """Rows of one table in the order of ``column``, then of ``key``, which tells who the row is of;
    of ``key`` alone where ``column`` is empty. ``column`` is never NULL here. ``ask`` is called
    where a page comes that far: most do not, and to describe a query takes longer than the
    database's answer."""

    ask: Callable[[], QuerySet[Any]]
    key: str
    column: str = ""

    @property
    def rows(self) -> QuerySet[Any]:
        return self.ask()

    @property
    def order(self) -> tuple[str, ...]:
        return (self.column, self.key) if self.column else (self.key,)

    @property
    def field(self) -> Field[Any, Any] | None:
        if not self.column:
            return None
        field = self.rows.model._meta.get_field(self.column)
        return field.output_field if isinstance(field, GeneratedField) else field


@dataclass(frozen=True, slots=True)
class _Step:
    """One row that was found: in which stretch, its value there, who it is."""

    stretch: int
    value: Any
    id: UUID


def walk(
    stretches: Sequence[Stretch],
    *,
    order: str,
    descending: bool,
    size: int,
    cursor: str | None = None,
) -> KeysetPage[UUID]:
    """The keys of one page. ``order`` names the order, so that a cursor of one is none of another.
    One query a stretch at most, mostly one. Raises ``BadCursor``."""
    named = f"{'-' if descending else ''}{order}"
    start = _start(cursor, named, stretches) if cursor else None
    back = start is not None and start.back
    steps = _steps(stretches, start, downwards=descending != back, size=size + 1)
    more, steps = len(steps) > size, steps[:size]
    if back:
        steps.reverse()
    behind, ahead = (more, True) if back else (start is not None, more)
    return KeysetPage(
        [step.id for step in steps],
        next=_edge(steps, -1, named, back=False) if ahead and steps else None,
        previous=_edge(steps, 0, named, back=True) if behind and steps else None,
    )


def count(stretches: Sequence[Stretch], most: int) -> int:
    """How many rows, and ``most`` + 1 where there are more: no more than that are counted."""
    found = 0
    for stretch in stretches:
        if found <= most:
            found += stretch.rows.order_by().values(stretch.key)[: most + 1 - found].count()
    return found


def _steps(
    stretches: Sequence[Stretch], start: Cursor | None, *, downwards: bool, size: int
) -> list[_Step]:
    back = start is not None and start.back
    first = _place(start)[0] if start else 0
    ahead = range(first, -1, -1) if back else range(first, len(stretches))
    found: list[_Step] = []
    for number in ahead:
        beyond = start if start and number == first else None
        found += _taken(stretches[number], number, beyond, downwards, size - len(found))
        if len(found) == size:
            break
    return found


def _taken(
    stretch: Stretch, number: int, start: Cursor | None, downwards: bool, size: int
) -> list[_Step]:
    sign = "-" if downwards else ""
    rows = stretch.rows.filter(_beyond(stretch, start, downwards)) if start else stretch.rows
    ordered = rows.order_by(*(f"{sign}{name}" for name in stretch.order))
    told = ordered.values_list(*stretch.order)[:size]
    return [_Step(number, row[0] if stretch.column else None, row[-1]) for row in told]


def _beyond(stretch: Stretch, start: Cursor, downwards: bool) -> Any:
    """Both columns at once, as the index has them."""
    _, value = _place(start)
    if not stretch.column:
        return Q(**{f"{stretch.key}__{'lt' if downwards else 'gt'}": start.id})
    compare = TupleLessThan if downwards else TupleGreaterThan
    return compare(Tuple(stretch.column, stretch.key), (value, start.id))


def _edge(steps: Sequence[_Step], index: int, order: str, *, back: bool) -> str:
    step = steps[index]
    return Cursor(order, [step.stretch, step.value], step.id, back).encode()


def _start(cursor: str, order: str, stretches: Sequence[Stretch]) -> Cursor:
    return decode(cursor, order, lambda value: _is_place(value, stretches))


def _is_place(value: Any, stretches: Sequence[Stretch]) -> bool:
    match value:
        case [int(number), held] if 0 <= number < len(stretches):
            field = stretches[number].field
            return fits(held, field) if field else held is None
    return False


def _place(start: Cursor) -> tuple[int, Any]:
    number, value = start.value
    return number, value
