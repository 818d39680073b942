"""The application's units of one day. Every call that is made here costs one; a day ends at
midnight in California.

Source: https://developers.google.com/youtube/v3/determine_quota_cost"""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from apps.connections.networks import answers, budget
from apps.connections.networks.errors import QuotaExhausted
from apps.connections.networks.youtube.options import options

PACIFIC = ZoneInfo("America/Los_Angeles")
UNITS = budget.Pot("youtube", "units")
COST = 1  # of channels, playlistItems, videos, commentThreads and comments, method list, a page


def next_midnight(now: datetime) -> datetime:
    """When the quota returns, in UTC."""
    return answers.next_midnight(now, PACIFIC)


def ledger() -> budget.Ledger:
    """The quota as it stands, for an operator."""
    return budget.Ledger(UNITS, options().daily_units, next_midnight(datetime.now(UTC)))


def spend(*, limit: int, now: datetime) -> None:
    """Before a call. Raises ``QuotaExhausted`` where YouTube said so, or the limit would pass."""
    budget.check(UNITS)
    budget.spend(UNITS, COST, limit=limit, resets_at=next_midnight(now))


def close(error: QuotaExhausted) -> None:
    """Nothing more is asked until YouTube's day is over: others share the project's quota."""
    if error.until is not None:
        budget.close(UNITS, until=error.until, quota=True)
