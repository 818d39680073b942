"""Paging by key: the next page starts after the last row, however many came before it."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db.models import Field, IntegerField, Model, Q, QuerySet


class BadCursor(ValueError):
    """Not a cursor of ours, or one of another order."""


@dataclass(frozen=True, slots=True)
class KeysetPage[T]:
    """``next`` and ``previous`` are cursors, None at the ends."""

    rows: Sequence[T]
    next: str | None
    previous: str | None


@dataclass(frozen=True, slots=True)
class Cursor:
    """Where a page ends: the order, the value of its key there, and whose row it is."""

    order: str
    value: Any
    id: UUID
    back: bool

    def encode(self) -> str:
        fields = json.dumps([self.order, self.value, str(self.id), self.back], default=str)
        return base64.urlsafe_b64encode(fields.encode()).decode().rstrip("=")


def keyset_page[M: Model](
    queryset: QuerySet[M], *, key: str, descending: bool, size: int, cursor: str | None = None
) -> KeysetPage[M]:
    """``key`` is a field or annotation that is never NULL; ties are broken by ``id``. Two rows more
    than shown are read at most; the number of queries is one."""
    order = f"{'-' if descending else ''}{key}"
    field = _field(queryset, key)
    start = decode(cursor, order, lambda value: fits(value, field)) if cursor else None
    back = start is not None and start.back
    downwards = descending != back
    rows = list(
        _after(queryset, key, start, downwards=downwards).order_by(
            *_order(key, downwards=downwards)
        )[: size + 1]
    )
    more, rows = len(rows) > size, rows[:size]
    if back:
        rows.reverse()
    return KeysetPage(
        rows,
        next=_edge(rows, -1, order, key, back=False) if (more or back) and rows else None,
        previous=_edge(rows, 0, order, key, back=True)
        if rows and ((back and more) or (start is not None and not back))
        else None,
    )


def _order(key: str, *, downwards: bool) -> tuple[str, str]:
    sign = "-" if downwards else ""
    return f"{sign}{key}", f"{sign}id"


def _after[M: Model](
    queryset: QuerySet[M], key: str, start: Cursor | None, *, downwards: bool
) -> QuerySet[M]:
    if start is None:
        return queryset
    beyond = "lt" if downwards else "gt"
    tie = Q(**{key: start.value, f"id__{beyond}": start.id})
    return queryset.filter(Q(**{f"{key}__{beyond}": start.value}) | tie)


def _edge(rows: Sequence[Any], index: int, order: str, key: str, *, back: bool) -> str:
    row = rows[index]
    return Cursor(order, getattr(row, key), row.pk, back).encode()


def _field(queryset: QuerySet[Any], key: str) -> Field[Any, Any]:
    annotation = queryset.query.annotations.get(key)
    field = annotation.output_field if annotation else queryset.model._meta.get_field(key)
    assert isinstance(field, Field)
    return field


def decode(cursor: str, order: str, fitting: Callable[[Any], bool]) -> Cursor:
    """Raises ``BadCursor`` unless it is one of this order, with a value that is fitting."""
    try:
        padded = cursor + "=" * (-len(cursor) % 4)
        of, value, key, back = json.loads(base64.urlsafe_b64decode(padded))
        found = Cursor(str(of), value, UUID(key), bool(back))
    except (ValueError, TypeError, AttributeError, RecursionError) as error:
        raise BadCursor("this cursor is not one of ours") from error
    if found.order != order or not fitting(found.value):
        raise BadCursor("this cursor belongs to another order")
    return found


def fits(value: Any, field: Field[Any, Any]) -> bool:
    """Whether the database can compare it: two orders may have the same name, and anybody can
    write a cursor."""
    if isinstance(field, IntegerField):
        return type(value) is int
    if not isinstance(value, str) or "\0" in value:
        return False
    try:
        value.encode()
        field.to_python(value)
    except (UnicodeEncodeError, ValidationError):
        return False
    return True
