"""When something is tried again: by the schedule of Standard Webhooks, or as the server asks."""

from __future__ import annotations

import secrets
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

# After each try that failed; after the last of them the message is given up.
WAITS = (
    timedelta(seconds=5),
    timedelta(minutes=5),
    timedelta(minutes=30),
    timedelta(hours=2),
    timedelta(hours=5),
    timedelta(hours=10),
    timedelta(hours=14),
    timedelta(hours=20),
    timedelta(hours=24),
)
JITTER = 0.1  # of the wait, earlier or later
LONGEST_ASKED = timedelta(days=1)  # a server's Retry-After
_RESTS = (timedelta(seconds=5), timedelta(seconds=20), timedelta(minutes=1), timedelta(minutes=5))
_random = secrets.SystemRandom()


def next_try(attempted: int, now: datetime, asked: timedelta | None = None) -> datetime | None:
    """When a message that failed ``attempted`` times is tried again, never before the server
    ``asked`` for; None where it is given up."""
    if attempted > len(WAITS):
        return None
    return now + max(_jittered(WAITS[attempted - 1]), asked or timedelta())


def rest(rounds: int, now: datetime, asked: timedelta | None = None) -> datetime:
    """Until when a server is left alone that failed ``rounds`` times with nothing in between. Then
    one message tries whether it is back."""
    wait = _RESTS[min(rounds, len(_RESTS)) - 1]
    return now + (min(asked, LONGEST_ASKED) if asked else _jittered(wait))


def asked_to_wait(header: str, now: datetime) -> timedelta | None:
    """``Retry-After`` (RFC 9110): seconds or a date; a day at most, None where it says nothing."""
    text = header.strip()
    if text.isascii() and text.isdigit():
        wait = timedelta(seconds=min(int(text[:9]), LONGEST_ASKED.total_seconds()))
    else:
        try:
            at = parsedate_to_datetime(text)
        except ValueError:
            return None
        wait = (at if at.tzinfo else at.replace(tzinfo=UTC)) - now
    return min(max(wait, timedelta()), LONGEST_ASKED)


def _jittered(wait: timedelta) -> timedelta:
    return wait * _random.uniform(1 - JITTER, 1 + JITTER)
