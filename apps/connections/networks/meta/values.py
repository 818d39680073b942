"""From Graph's JSON to plain values. Raises ``NotThisNetwork`` where a value has another shape."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

from apps.connections.networks import counts as counted
from apps.connections.networks.answers import Body
from apps.connections.networks.errors import NotThisNetwork


def mapping(value: Any) -> Body:
    if not isinstance(value, Mapping):
        raise NotThisNetwork("an object was expected")
    return value


def items(body: Body) -> Iterator[Body]:
    """The objects of an edge; of an edge that was left out, none."""
    found = body.get("data") or []
    if not isinstance(found, list):
        raise NotThisNetwork("a list was expected")
    return (mapping(each) for each in found)


def unwrapped(body: Body) -> Body:
    """The one object that was asked for. Instagram's pages show it inside a list; Instagram has
    answered both with and without it."""
    return next(items(body)) if body.get("data") else body


def node_id(body: Body) -> str:
    """``114900791201516``, or with the page before it ``114900791201516_122094``."""
    value = body.get("id")
    if not isinstance(value, str) or not value.isascii() or not value.replace("_", "").isalnum():
        raise NotThisNetwork("an id was expected")
    return value


def count(body: Body, *names: str) -> int | None:
    """The first of these that is a count."""
    counts = (counted.count(body.get(name)) for name in names)
    return next((each for each in counts if each is not None), None)


def told(body: Body, *names: str) -> int | None:
    """The first of these that is told at all, be it a count or not."""
    return counted.told(next((body[name] for name in names if body.get(name) is not None), None))


def text(body: Body, name: str) -> str:
    value = body.get(name)
    return value if isinstance(value, str) else ""


def moment(value: object) -> datetime:
    """``2026-03-04T08:00:00+0000``"""
    try:
        return datetime.fromisoformat(str(value)).astimezone(UTC)
    except (ValueError, OverflowError):
        raise NotThisNetwork("a time was expected") from None
