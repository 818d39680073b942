"""From an answer of WordPress.com to its JSON, or to the one error that says whether trying again
helps. There are two kinds of errors: ``{error, message}`` of v1.1 and ``{code, message, data}`` of
wp/v2."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime, timedelta

from apps.connections.networks.answers import json_in, retry_after, unreadable
from apps.connections.networks.errors import (
    Forbidden,
    Gone,
    NeedsReauth,
    NetworkError,
    NotThisNetwork,
    RateLimited,
    Transient,
)
from apps.connections.networks.wp.comments import PAST_THE_END
from apps.core.http import Answer

type Body = Mapping[str, object]

SHORTEST_WAIT = timedelta(minutes=1)  # each earlier try makes the wait longer
USUAL_WAIT = timedelta(minutes=15)  # nobody says how long
LONGEST_WAIT = timedelta(hours=1)
DEAD = frozenset({"invalid_token", "authorization_required", "rest_not_logged_in"})
NOT_ALLOWED = frozenset({"rest_forbidden", "insufficient_scope"})  # answered with 401 by wp/v2
GONE = frozenset({"unknown_blog", "unknown_post", "unknown_user"})


def checked(answer: Answer, *, now: datetime) -> Answer | None:
    """A good answer, None where it is a page past the end. Raises ``NetworkError``."""
    raw = json_in(answer)
    code = error_code(raw)
    if answer.status == 400 and code == PAST_THE_END:
        return None
    if answer.status == 200 and not code and raw is not None:
        return answer
    raise _error(answer, code, now)


def body_of(answer: Answer | None) -> Body:
    raw = json_in(answer) if answer is not None else None
    if not isinstance(raw, Mapping):
        raise NotThisNetwork("an object was expected")
    return raw


def error_code(raw: object) -> str:
    """The name of an error, "" where the body is none. Names hold nothing of people."""
    if not isinstance(raw, Mapping):
        return ""
    name = raw.get("error") or (raw.get("code") if "message" in raw else "")
    return name if isinstance(name, str) and re.fullmatch(r"[\w-]{1,60}", name) else ""


def _error(answer: Answer, code: str, now: datetime) -> NetworkError:
    status = answer.status
    if status == 429:
        return RateLimited("WordPress.com limits the rate", until=reopens_at(answer, now))
    if status == 408 or status >= 500:
        return Transient(f"WordPress.com answered {status}")
    if code in NOT_ALLOWED:
        return Forbidden("WordPress.com refuses access")
    if code in DEAD or status == 401:
        return NeedsReauth("WordPress.com refuses the token")
    if status == 403:
        return Forbidden("WordPress.com refuses access")
    if code in GONE or status == 410 or (status == 404 and code):
        return Gone("WordPress.com has no such site or post")
    if status == 200 and not code:
        return unreadable(answer)
    return NotThisNetwork(f"unexpected answer {status}")


def reopens_at(answer: Answer, now: datetime) -> datetime:
    """When to ask again: between a minute and an hour from now, whatever the other clock says."""
    wait = retry_after(answer.headers, now) or USUAL_WAIT
    return now + min(max(wait, SHORTEST_WAIT), LONGEST_WAIT)
