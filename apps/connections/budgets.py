"""What a network said about trying again: kept in Redis for one account, or for the application.

Only spares calls that would be refused; losing it costs one refused call."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.core.cache import cache
from django.utils import timezone

from apps.connections.networks.errors import NetworkError, QuotaExhausted, RateLimited

SHORTEST = timedelta(seconds=1)
USUAL = timedelta(minutes=15)  # where the network does not say
LONGEST = timedelta(hours=25)  # a clock that is off must not stop an account for good
EVERYBODY = "*"


def close(network: str, account_key: str, error: RateLimited | QuotaExhausted) -> datetime:
    """Until when nothing is asked, within bounds. A quota is the whole application's."""
    now = timezone.now()
    until = min(max(error.until or now + USUAL, now + SHORTEST), now + LONGEST)
    whose = EVERYBODY if isinstance(error, QuotaExhausted) else account_key
    seconds = max(1, int((until - now).total_seconds()))
    cache.set(_key(network, whose), (error.code, until.isoformat()), timeout=seconds)
    return until


def check(network: str, account_key: str) -> None:
    """Raises the error of before, without a call, while its time lasts."""
    kept = cache.get_many([_key(network, EVERYBODY), _key(network, account_key)])
    for code, until in kept.values():
        at = datetime.fromisoformat(until)
        if at > timezone.now():
            raise _error(code, at)


def _error(code: str, until: datetime) -> NetworkError:
    kind = QuotaExhausted if code == QuotaExhausted.code else RateLimited
    return kind("closed before", until=until)


def _key(network: str, account_key: str) -> str:
    return f"budget:{network}:{account_key}"
