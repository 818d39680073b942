"""Values of WordPress's JSON. Each raises ``NotThisNetwork`` where the shape is another one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

from apps.connections.networks.errors import NotThisNetwork


def mapping(raw: object) -> Mapping[str, object]:
    if not isinstance(raw, Mapping):
        raise NotThisNetwork("an object was expected")
    return raw


def sequence(raw: object) -> Sequence[object]:
    if not isinstance(raw, list):
        raise NotThisNetwork("a list was expected")
    return raw


def natural(raw: object) -> int:
    if not isinstance(raw, int) or isinstance(raw, bool) or raw < 0:
        raise NotThisNetwork("a number was expected")
    return raw


def positive(raw: object) -> int:
    if natural(raw) == 0:
        raise NotThisNetwork("an id was expected")
    return natural(raw)


def time(raw: object) -> datetime:
    """ISO 8601; a time without a zone is in UTC, as the fields ending in ``_gmt`` are."""
    try:
        at = datetime.fromisoformat(raw if isinstance(raw, str) else "")
    except ValueError:
        raise NotThisNetwork("a time was expected") from None
    return at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)
