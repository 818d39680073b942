"""What a network's answer says whichever network it is: its JSON, and when to ask again."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime, time, timedelta, tzinfo
from email.utils import parsedate_to_datetime
from typing import Any

from apps.connections.networks.errors import NetworkError, NotThisNetwork, Transient
from apps.core.http import Answer, BadBody

type Body = Mapping[str, Any]


def object_in(answer: Answer) -> Body | None:
    """The JSON object of an answer; None where it is no JSON, or another shape."""
    parsed = json_in(answer)
    return parsed if isinstance(parsed, dict) else None


def json_in(answer: Answer) -> object:
    """None where it is no JSON."""
    try:
        return answer.json()
    except BadBody:
        return None


def unreadable(answer: Answer, *, types: str = "json") -> NetworkError:
    """Half a JSON document may be whole the next time; a page of HTML will not be the network.
    ``types``: a pattern of how the network names its JSON."""
    if re.search(types, answer.headers.get("content-type", "")):
        return Transient("broken JSON")
    return NotThisNetwork("not JSON")


def retry_after(headers: Mapping[str, str], now: datetime) -> timedelta | None:
    """How long the answer asks to wait, as seconds or as a date (RFC 9110, 10.2.3)."""
    text = headers.get("retry-after", "")
    if re.fullmatch(r"[0-9]{1,9}", text):
        return timedelta(seconds=int(text))
    at = date_of(text)
    return at - now if at else None


def date_of(text: str) -> datetime | None:
    """A date as HTTP writes it; None where it is none."""
    try:
        at = parsedate_to_datetime(text)
    except ValueError:
        return None
    return at if at.tzinfo else at.replace(tzinfo=UTC)


def next_midnight(now: datetime, zone: tzinfo = UTC) -> datetime:
    """When the network's day ends, in UTC: 23, 24 or 25 hours after it began."""
    tomorrow = now.astimezone(zone).date() + timedelta(days=1)
    return datetime.combine(tomorrow, time(0), zone).astimezone(UTC)
