"""From an answer of Graph to its JSON, or to the one error that says whether trying again helps.

Source: https://developers.facebook.com/docs/graph-api/guides/error-handling"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime, timedelta

from apps.connections.networks.answers import Body, object_in, retry_after, unreadable
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
from apps.connections.networks.meta import usage
from apps.connections.networks.meta.values import text, unwrapped
from apps.core.http import Answer

WINDOW = timedelta(hours=1)  # the limits of an application and of a user count over an hour
BLOCK = timedelta(hours=24)  # Graph does not say how long: ask once a day
SHORTEST_WAIT = timedelta(seconds=5)
LONGEST_WAIT = usage.LONGEST

APPLICATION = frozenset({4, 341})  # all of the application's calls, whoever they are for
RATE = frozenset({17, 32, 613, *range(80000, 80015)})
TOKEN = frozenset({102, 190})
BLOCKED = 368  # for breaking Meta's policies
PERMISSION = frozenset({3, 10, *range(200, 300)})
TRANSIENT = frozenset({1, 2})
PARAMETER, NO_OBJECT = 100, 33  # the latter as a subcode of the former, or by itself
GONE = frozenset({NO_OBJECT, 803})
CLIENT = frozenset({1, 101})  # at the token endpoint: the application's own id or secret
JSON = "json|javascript"  # Graph calls it ``text/javascript`` at times
CLIENT_WORDS = re.compile("(?i)platform app|client secret")  # Instagram has no code for it


def body_of(answer: Answer, *, now: datetime) -> Body:
    """The JSON object of a good answer. Raises ``NetworkError`` of the fitting kind; a 200 with an
    error inside is one."""
    found = object_in(answer)
    error = found.get("error") if found is not None else None
    if error is not None or answer.status != 200:
        raise _error(answer, _mapping(error), now)
    if found is None:
        raise unreadable(answer, types=JSON)
    return found


def tokens_of(answer: Answer, *, now: datetime) -> Body:
    """The same of a token endpoint: what it refuses is the code or the token, unless it is the
    application itself. Instagram's says so in a flat body, with words in place of a code."""
    found = object_in(answer) or {}
    error = _mapping(found.get("error"))
    code = _code(error)
    if answer.status in (400, 401):
        is_client = code in CLIENT and not _is_transient(error)
        if is_client or CLIENT_WORDS.search(text(found, "error_message")):
            raise Forbidden("Meta refuses the application's own credentials", scope="client")
        if code in (None, PARAMETER):
            raise NeedsReauth("Meta refuses the grant")
    body = unwrapped(body_of(answer, now=now))
    if not isinstance(body.get("access_token"), str):
        raise NotThisNetwork("no access token in the answer")
    return body


def _error(answer: Answer, error: Body, now: datetime) -> NetworkError:
    code = _code(error)
    if code in APPLICATION:
        until = reopens_at(answer.headers, now)
        return QuotaExhausted("the application's calls are used up", until=until)
    if code in RATE or (code is None and answer.status == 429):
        return RateLimited("Meta limits the rate", until=reopens_at(answer.headers, now))
    if code == BLOCKED:
        return RateLimited("Meta has blocked this for a while", until=now + BLOCK)
    if code in TOKEN:
        return NeedsReauth("Meta refuses the token")
    if code in PERMISSION:
        return Forbidden("Meta refuses access")
    if _is_transient(error) or code in TRANSIENT:
        return Transient("Meta has a fault that passes")
    if code in GONE or (code == PARAMETER and error.get("error_subcode") == NO_OBJECT):
        return Gone("Meta has no such account or post")
    return _by_status(answer.status)


def _by_status(status: int) -> NetworkError:
    """Where the body says nothing that is known."""
    if status == 408 or status >= 500:
        return Transient(f"Meta answered {status}")
    if status == 401:
        return NeedsReauth("Meta refuses the token")
    if status == 403:
        return Forbidden("Meta refuses access")
    if status in (404, 410):
        return Gone("Meta has no such account or post")
    return NotThisNetwork(f"unexpected answer {status}")


def _mapping(error: object) -> Body:
    return error if isinstance(error, Mapping) else {}


def _code(error: Body) -> int | None:
    code = error.get("code")
    return code if isinstance(code, int) and not isinstance(code, bool) else None


def _is_transient(error: Body) -> bool:
    return error.get("is_transient") is True


def reopens_at(headers: Mapping[str, str], now: datetime) -> datetime:
    """When Graph answers again: as long as it says itself, else after the window of its limits.
    Graph documents no ``Retry-After``, but what stands before it may send one."""
    wait = usage.regain(headers) or retry_after(headers, now) or WINDOW
    return now + min(max(wait, SHORTEST_WAIT), LONGEST_WAIT)
