"""From an answer of Google to its JSON, or to the one error that says whether trying again helps.

Source: https://developers.google.com/youtube/v3/docs/errors, and
https://developers.google.com/webmaster-tools/v1/errors for the reasons that all its interfaces
share."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta

from apps.connections.networks.answers import Body, object_in, unreadable
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
from apps.connections.networks.youtube.quota import next_midnight
from apps.connections.networks.youtube.statements import READONLY
from apps.core.http import Answer

CLIENT = "client"  # the scope of a refusal that is the application's own fault
USUAL_WAIT = timedelta(minutes=1)  # limits of rate count over a minute; Google does not say more
SHORTEST_WAIT, LONGEST_WAIT = timedelta(seconds=5), timedelta(minutes=15)


class NoChannel(Gone):
    """The login has no channel at YouTube."""


QUOTA = frozenset({"quotaExceeded", "dailyLimitExceeded", "dailyLimitExceededUnreg"})
RATE = frozenset(
    {
        "rateLimitExceeded",
        "userRateLimitExceeded",
        "userRequestsExceedRateLimit",
        "RATE_LIMIT_EXCEEDED",
        "servingLimitExceeded",
        "concurrentLimitExceeded",
        "limitExceeded",
    }
)
SCOPE = frozenset({"insufficientPermissions", "ACCESS_TOKEN_SCOPE_INSUFFICIENT"})
OWN_FAULTS = frozenset(
    {
        "accessNotConfigured",
        "ipRefererBlocked",
        "keyExpired",
        "keyInvalid",
        "API_KEY_INVALID",
        "API_KEY_SERVICE_BLOCKED",
        "SERVICE_DISABLED",
    }
)
KINDS: Mapping[str, type[NetworkError]] = {
    "authError": NeedsReauth,
    "authorizationRequired": NeedsReauth,
    "invalidCredentials": NeedsReauth,
    "ACCESS_TOKEN_EXPIRED": NeedsReauth,
    "youtubeSignupRequired": NoChannel,
    "authenticatedUserNotChannel": NoChannel,
    "authenticatedUserAccountClosed": Gone,
    "authenticatedUserAccountSuspended": Gone,
    "channelClosed": Gone,
    "channelSuspended": Gone,
    "channelNotFound": Gone,
    "playlistNotFound": Gone,
    "videoNotFound": Gone,
    "commentNotFound": Gone,
    "commentThreadNotFound": Gone,
    "commentsDisabled": Gone,
    "backendError": Transient,
    "internalError": Transient,
    "processingFailure": Transient,
    "SERVICE_UNAVAILABLE": Transient,
}
STATUSES: Mapping[int, type[NetworkError]] = {
    401: NeedsReauth,
    403: Forbidden,
    404: Gone,
    408: Transient,
    410: Gone,
}


def body_of(answer: Answer, *, now: datetime) -> Body:
    """The JSON object of a good answer. Raises ``NetworkError`` of the fitting kind."""
    body = object_in(answer)
    if answer.status == 200 and body is None:
        raise unreadable(answer)
    if answer.status != 200 or "error" in (body or {}):
        raise _error(answer, (body or {}).get("error"), now)
    return body or {}


def _error(answer: Answer, error: object, now: datetime) -> NetworkError:
    reasons = set(_reasons(error))
    status = _status(answer, error)
    if reasons & QUOTA or (_is_rate(status, reasons) and _is_of_the_day(error)):
        return QuotaExhausted("YouTube's quota is used up", until=next_midnight(now))
    if _is_rate(status, reasons):
        return RateLimited("YouTube limits the rate", until=now + wait(answer.headers))
    if reasons & SCOPE:
        return Forbidden("a scope is missing", scope=READONLY)
    if reasons & OWN_FAULTS:
        return Forbidden("YouTube refuses the application's key", scope=CLIENT)
    for reason in sorted(reasons & KINDS.keys()):
        return KINDS[reason](f"YouTube reported {reason}")
    kind = Transient if status >= 500 else STATUSES.get(status, NotThisNetwork)
    return kind(f"YouTube answered {status}")


def _reasons(error: object) -> Iterator[str]:
    """Of both shapes of an error: ``errors`` of old, and ``details`` beside it."""
    if not isinstance(error, Mapping):
        return
    for part in ("errors", "details"):
        listed = error.get(part)
        for each in listed if isinstance(listed, list) else ():
            reason = each.get("reason") if isinstance(each, Mapping) else None
            if isinstance(reason, str):
                yield reason


def _status(answer: Answer, error: object) -> int:
    """The error's own code where it came with another status (200)."""
    code = error.get("code") if isinstance(error, Mapping) else None
    return code if answer.status == 200 and isinstance(code, int) else answer.status


def _is_rate(status: int, reasons: set[str]) -> bool:
    return status == 429 or bool(reasons & RATE)


def _is_of_the_day(error: object) -> bool:
    """Since June 2026 each limit of a day is refused as ``rateLimitExceeded``, and only the
    sentence beside it names the day."""
    message = error.get("message") if isinstance(error, Mapping) else None
    return isinstance(message, str) and "per day" in message


def wait(headers: Mapping[str, str]) -> timedelta:
    """How long a limit of rate lasts, within bounds."""
    text = headers.get("retry-after", "")
    asked = timedelta(seconds=int(text)) if re.fullmatch(r"[0-9]{1,6}", text) else USUAL_WAIT
    return min(max(asked, SHORTEST_WAIT), LONGEST_WAIT)
