"""From an answer of X to its JSON, or to the one error that says whether trying again helps."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime, timedelta

from apps.connections.networks.answers import (
    Body,
    date_of,
    next_midnight,
    object_in,
    retry_after,
    unreadable,
)
from apps.connections.networks.errors import (
    Forbidden,
    Gone,
    NeedsReauth,
    NetworkError,
    NotThisNetwork,
    QuotaExhausted,
    RateLimited,
    Transient,
)
from apps.core.http import Answer

WINDOW = timedelta(minutes=15)  # every limit of X counts over 15 minutes
LONGEST_WAIT = WINDOW + timedelta(minutes=1)
SHORTEST_WAIT = timedelta(seconds=5)
PROBLEM_ERRORS: Mapping[str, type[NetworkError]] = {  # by the last part of the problem's type
    "resource-not-found": Gone,
    "resource-unavailable": Gone,
    "disallowed-resource": Gone,
    "not-authorized-for-resource": Forbidden,
    "not-authorized-for-field": Forbidden,
    "field-unauthorized": Forbidden,
    "client-forbidden": Forbidden,
    "unsupported-authentication": NeedsReauth,
    "internal-error": Transient,
    "field-hydration-failure": Transient,
}
# ``credits``: none are left, or the spending limit that is set at X is reached.
QUOTA_PROBLEMS = ("usage-capped", "credits-depleted", "credits")


def body_of(answer: Answer, *, now: datetime) -> Body:
    """The JSON object of a good answer. Raises ``NetworkError`` of the fitting kind."""
    return checked(object_of(answer, now=now), now=now)


def object_of(answer: Answer, *, now: datetime) -> Body:
    """The same, whatever problems it tells."""
    if answer.status != 200:
        raise _error(answer, now)
    body = object_in(answer)
    if body is None:
        raise unreadable(answer)
    return body


def checked(body: Body, *, now: datetime) -> Body:
    """Raises what the problems say where there is nothing else."""
    problems = body.get("errors")
    if problems and "data" not in body and "meta" not in body:
        raise _problem(problems, now)
    return body  # with data beside them, errors are about parts that are missing


def _error(answer: Answer, now: datetime) -> NetworkError:
    status, problem = answer.status, _last_part(object_in(answer) or {})
    if status == 402 or (status in (403, 429) and problem in QUOTA_PROBLEMS):
        return _used_up(now)
    if status == 429:
        return RateLimited("X limits the rate", until=reopens_at(answer.headers, now))
    if status == 408 or status >= 500:
        return Transient(f"X answered {status}")
    if status == 401:
        return NeedsReauth("X refuses the token")
    if status == 403:
        return Forbidden("X refuses access")
    if status in (404, 410):
        return Gone("X has no such account or post")
    return NotThisNetwork(f"unexpected answer {status}")


def _used_up(now: datetime) -> NetworkError:
    """X does not say when a quota returns: ask once a day."""
    return QuotaExhausted("X's quota is used up", until=next_midnight(now))


def _problem(problems: object, now: datetime) -> NetworkError:
    first = problems[0] if isinstance(problems, list) and problems else {}
    name = _last_part(first if isinstance(first, dict) else {})
    if name in QUOTA_PROBLEMS:
        return _used_up(now)
    kind = PROBLEM_ERRORS.get(name, NotThisNetwork)
    return kind(f"X reported {name or 'an error'}")


def _last_part(problem: Body) -> str:
    """``https://api.x.com/2/problems/usage-capped`` -> ``usage-capped``; only known shapes."""
    found = re.fullmatch(r"https?://[\w.]+/2/problems/([a-z-]{1,60})", str(problem.get("type", "")))
    return found[1] if found else ""


def remaining(headers: Mapping[str, str]) -> int | None:
    """Calls that are left in this window of the account and kind of call; None: X does not say."""
    text = headers.get("x-rate-limit-remaining", "")
    return int(text) if re.fullmatch(r"[0-9]{1,9}", text) else None


def reopens_at(headers: Mapping[str, str], now: datetime) -> datetime:
    """When a closed window opens. The wait is taken on X's own clock where it tells the time, and
    is at least 5 s and at most 16 min, so that a wrong clock on either side does no harm."""
    wait = _reset(headers, now) or retry_after(headers, now) or WINDOW
    return now + min(max(wait, SHORTEST_WAIT), LONGEST_WAIT)


def _reset(headers: Mapping[str, str], now: datetime) -> timedelta | None:
    text = headers.get("x-rate-limit-reset", "")
    if not re.fullmatch(r"[0-9]{1,12}", text):
        return None
    there = date_of(headers.get("date", "")) or now
    return timedelta(seconds=int(text) - int(there.timestamp()))
