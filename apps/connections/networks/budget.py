"""What a network lets us read for now, kept in Redis so that all workers share it.

A pot is one limit: of the whole application or of one account, for one kind of call or for all. A
call asks ``check`` before and tells with ``learn`` what the answer's headers said. What costs units
(a quota, money) is counted before it is spent: ``spend`` the most that a call can cost, ``settle``
with what it did cost.

Redis is all that remembers. Where its contents are lost, closed pots cost a few refused calls, and
counts start anew: at most the limit once more for each loss. A worker that dies between ``spend``
and ``settle`` leaves too much counted, never too little."""

from __future__ import annotations

import functools
import logging
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import redis
from django.conf import settings
from django.core.cache import cache
from django.utils import timezone
from redis.commands.core import Script

from apps.connections.networks.errors import (
    BudgetSpent,
    NetworkError,
    QuotaExhausted,
    RateLimited,
)

log = logging.getLogger(__name__)
APP = "*"
ANY = "any"  # the pot of all kinds of calls
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
SHORTEST = timedelta(seconds=1)
USUAL = timedelta(minutes=15)  # where a network does not say how long
LONGEST = timedelta(hours=25)  # a clock that is off must not stop an account for good
WARN_AT = 0.8  # of a limit
# A closed pot holds when it opens, in microseconds since 1970, and the error's code.
CLOSE = """
local before = redis.call('GET', KEYS[1])
if before and tonumber(string.match(before, '^%d+')) >= tonumber(ARGV[1]) then return before end
local now = ARGV[1] .. ' ' .. ARGV[2]
redis.call('SET', KEYS[1], now, 'EX', ARGV[3])
return now
"""
# KEYS: the count, then what may be closed. ARGV: units, limit, seconds to live, now, units back.
# Answers whether it fits, the count, what is closed.
SPEND = """
local count, closed = tonumber(redis.call('GET', KEYS[1]) or '0'), {}
for i = 2, #KEYS do table.insert(closed, redis.call('GET', KEYS[i]) or '0 open') end
for _, each in ipairs(closed) do
    if tonumber(string.match(each, '^%d+')) > tonumber(ARGV[4]) then return {0, count, closed} end
end
count = math.max(0, count - ARGV[5])
if count + ARGV[1] > tonumber(ARGV[2]) then return {0, count, {}} end
redis.call('SET', KEYS[1], count + ARGV[1], 'EX', ARGV[3])
return {1, count + ARGV[1], {}}
"""
SETTLE = """
local count = redis.call('GET', KEYS[1])
if not count then return end
redis.call('SET', KEYS[1], math.max(0, count + ARGV[1]), 'KEEPTTL')
"""
KINDS: Mapping[str, type[NetworkError]] = {
    kind.code: kind for kind in (RateLimited, QuotaExhausted)
}


@dataclass(frozen=True, slots=True)
class Pot:
    """``whose``: ``APP``, or the keyed hash of an account."""

    network: str
    name: str
    whose: str = APP

    @property
    def key(self) -> str:
        return f"budget:{self.network}:{self.name}:{self.whose}"


@dataclass(frozen=True, slots=True)
class Ledger:
    """A pot whose units are counted, for an operator to look at: ``scale`` units make one ``unit``
    (a million micro-dollars make one USD)."""

    pot: Pot
    limit: int
    resets_at: datetime
    unit: str = "units"
    scale: int = 1


def whole(network: str, account_key: str) -> tuple[Pot, Pot]:
    """The pots of all calls: the account's, and the application's."""
    return Pot(network, ANY, account_key), Pot(network, ANY)


def check(*pots: Pot) -> None:
    """Raises ``RateLimited`` or ``QuotaExhausted`` while one of the pots is closed, and of several
    that of the one which opens last."""
    kept = _redis().mget([_closed(pot) for pot in pots])
    _raise_where_closed(str(value) for value in kept if value)


def close(pot: Pot, *, until: datetime, quota: bool = False) -> datetime:
    """Until when nothing is asked of the pot, within bounds. What is closed for longer already
    stays so."""
    now = timezone.now()
    at = min(max(until, now + SHORTEST), now + LONGEST)
    code = QuotaExhausted.code if quota else RateLimited.code
    kept: str = _run(CLOSE, [_closed(pot)], _micros(at), code, _seconds_to(at))
    return _opens(kept)[0]


def closed_until(pot: Pot) -> datetime | None:
    """None while it is open."""
    kept = _redis().get(_closed(pot))
    until = _opens(str(kept))[0] if kept else None
    return until if until and until > timezone.now() else None


def refused(network: str, account_key: str, error: RateLimited | QuotaExhausted) -> datetime:
    """After a refusal: until when the account is to wait. A rate is the account's, a quota the
    whole application's; a budget of our own refuses by itself, before each call."""
    until = error.until or timezone.now() + USUAL
    if isinstance(error, BudgetSpent):
        return until
    account, application = whole(network, account_key)
    is_quota = isinstance(error, QuotaExhausted)
    return close(application if is_quota else account, until=until, quota=is_quota)


def learn(pot: Pot, *, remaining: int, resets_at: datetime) -> None:
    """From an answer's headers: where nothing is left, the pot closes until it is filled again."""
    if remaining <= 0:
        close(pot, until=resets_at)


def spend(
    pot: Pot,
    units: int,
    *,
    limit: int,
    resets_at: datetime,
    back: int = 0,
    past: Sequence[Pot] = (),
) -> None:
    """Counts units that a call is about to cost, less those that the call before gives ``back``.
    Raises ``BudgetSpent`` where they would pass the limit, and as ``check`` does where one of the
    pots ``past`` is closed, and then leaves the count as it is. What was spent is forgotten at
    ``resets_at``, which has to be the same for all workers: a moment of the calendar, not one from
    now on."""
    keys = [_spent(pot, resets_at), *map(_closed, past)]
    lives, now = _seconds_to(resets_at) + 3600, _micros(timezone.now())
    fits, count, closed = _run(SPEND, keys, units, limit, lives, now, back)
    _raise_where_closed(closed)
    if count >= WARN_AT * limit or not fits:
        _say("nearly" if fits else "wholly", pot, count, limit, resets_at)
    if not fits:
        raise BudgetSpent("the application's own budget is spent", until=resets_at)


def settle(pot: Pot, *, counted: int, used: int, resets_at: datetime) -> None:
    """Corrects what ``spend`` counted to what the call did cost. Where the window is over or the
    count was lost, there is nothing to correct."""
    _run(SETTLE, [_spent(pot, resets_at)], used - counted)


def spent(pot: Pot, *, resets_at: datetime) -> int:
    """Units counted so far in the window that ends then."""
    return int(str(_redis().get(_spent(pot, resets_at)) or 0))


def _raise_where_closed(kept: Iterable[str]) -> None:
    now = timezone.now()
    until, code = max(map(_opens, kept), default=(now, ""))
    if until > now:
        raise KINDS[code]("closed before", until=until)


def _opens(kept: str) -> tuple[datetime, str]:
    """When a closed pot opens, and why it is closed."""
    micros, _, code = kept.partition(" ")
    return EPOCH + timedelta(microseconds=int(micros)), code


def _say(how_far: str, pot: Pot, count: int, limit: int, resets_at: datetime) -> None:
    """Into the log, once a window."""
    said = f"{_spent(pot, resets_at)}:{how_far}"
    if _redis().set(said, 1, nx=True, ex=_seconds_to(resets_at)):
        facts = {"network": pot.network, "pot": pot.name, "spent": count, "limit": limit}
        log.warning("a budget is %s spent", how_far, extra=facts)


def _micros(at: datetime) -> int:
    return (at - EPOCH) // timedelta(microseconds=1)


def _seconds_to(moment: datetime) -> int:
    return max(1, int((moment - timezone.now()).total_seconds()))


def _run(script: str, keys: Sequence[str], *arguments: str | int) -> Any:
    """Looks and writes in one step, which Django's cache cannot."""
    return _script(script)(keys=keys, args=arguments)


@functools.cache
def _script(script: str) -> Script:
    return _redis().register_script(script)


@functools.cache
def _redis() -> redis.Redis:
    return redis.Redis.from_url(settings.REDIS_URL, decode_responses=True)


def _closed(pot: Pot) -> str:
    return cache.make_key(f"{pot.key}:closed")


def _spent(pot: Pot, resets_at: datetime) -> str:
    return cache.make_key(f"{pot.key}:spent:{resets_at.astimezone(UTC):%Y%m%dT%H%M}")
