"""Values of YouTube's JSON, each checked where it is taken."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

from apps.connections.networks.answers import Body
from apps.connections.networks.counts import NO_COUNT
from apps.connections.networks.errors import NotThisNetwork


def next_token(body: Body) -> str:
    token = body.get("nextPageToken")
    return token if isinstance(token, str) else ""


def items(body: Body) -> Iterator[Body]:
    """Absent where nothing was found."""
    listed = body.get("items") or []
    if not isinstance(listed, list):
        raise NotThisNetwork("a list was expected")
    for item in listed:
        yield mapping(item)


def mapping(value: Any) -> Body:
    if not isinstance(value, Mapping):
        raise NotThisNetwork("an object was expected")
    return value


def id_of(raw: Body) -> str:
    return text_id(raw.get("id"))


def text_id(value: object) -> str:
    if not isinstance(value, str) or not re.fullmatch(r"[\w-]{1,64}", value, re.ASCII):
        raise NotThisNetwork("an id was expected")
    return value


def count(statistics: Body, name: str) -> int | None:
    """YouTube writes its counts as text; ``NO_COUNT`` where what is told is none."""
    value = statistics.get(name)
    if value is None:
        return None
    return int(value) if re.fullmatch(r"[0-9]{1,18}", str(value)) else NO_COUNT


def time(value: object) -> datetime:
    try:
        return datetime.fromisoformat(str(value)).astimezone(UTC)
    except (ValueError, OverflowError):
        raise NotThisNetwork("a time was expected") from None
