"""What a network lets us read for now, kept in Redis so that all workers share it.

A pot is one limit of a network: of the whole application or of one account, for one kind of call
or for all. A call asks ``check`` before, and tells what it learned after. Losing Redis costs a few
refused calls, never data."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.core.cache import cache
from django.utils import timezone

from apps.connections.networks.errors import NetworkError, QuotaExhausted, RateLimited

APP = "*"
SHORTEST = timedelta(seconds=1)
LONGEST = timedelta(hours=25)  # a clock that is off must not stop an account for good


@dataclass(frozen=True, slots=True)
class Pot:
    """``whose``: ``APP``, or the keyed hash of an account."""

    network: str
    name: str
    whose: str = APP

    @property
    def key(self) -> str:
        return f"budget:{self.network}:{self.name}:{self.whose}"


def check(*pots: Pot) -> None:
    """Raises ``RateLimited`` or ``QuotaExhausted`` while one of the pots is closed."""
    kept = cache.get_many([f"{pot.key}:closed" for pot in pots])
    for code, until in kept.values():
        at = datetime.fromisoformat(until)
        if at > timezone.now():
            raise _error(code, at)


def close(pot: Pot, *, until: datetime, quota: bool = False) -> datetime:
    """Until when nothing is asked of the pot, within bounds."""
    now = timezone.now()
    at = min(max(until, now + SHORTEST), now + LONGEST)
    code = QuotaExhausted.code if quota else RateLimited.code
    seconds = max(1, int((at - now).total_seconds()))
    cache.set(f"{pot.key}:closed", (code, at.isoformat()), timeout=seconds)
    return at


def learn(pot: Pot, *, remaining: int, resets_at: datetime) -> None:
    """From an answer's headers: where nothing is left, the pot closes until it is filled again."""
    if remaining <= 0:
        close(pot, until=resets_at)


def spend(pot: Pot, units: int, *, limit: int, resets_at: datetime) -> None:
    """Counts units that a call is about to cost. Raises ``QuotaExhausted`` where they would pass
    the limit, and then counts nothing. What was spent is forgotten at ``resets_at``."""
    key = f"{pot.key}:spent:{resets_at:%Y%m%dT%H%M}"
    seconds = max(1, int((resets_at - timezone.now()).total_seconds()) + 60)
    cache.add(key, 0, timeout=seconds)
    if cache.incr(key, units) > limit:
        cache.decr(key, units)
        raise QuotaExhausted("the application's own budget is spent", until=resets_at)


def spent(pot: Pot, *, resets_at: datetime) -> int:
    """Units counted so far in the window that ends then."""
    count: int = cache.get(f"{pot.key}:spent:{resets_at:%Y%m%dT%H%M}", 0)
    return count


def _error(code: str, until: datetime) -> NetworkError:
    kind = QuotaExhausted if code == QuotaExhausted.code else RateLimited
    return kind("closed before", until=until)
