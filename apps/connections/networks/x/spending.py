"""What reading X costs. X is paid for each post and account that an answer shows, and the operator
says how much a month may cost: the most that a call can cost is counted before it, what it did cost
after it. Prices and billing: FACTS.md beside this."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Sized
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Self

from django.utils import timezone

from apps.connections.networks import budget
from apps.connections.networks.answers import Body
from apps.connections.networks.budget import Ledger, Pot
from apps.connections.networks.x.options import PAGE, Options, options

MONEY = Pot("x", "money")
MICRO = 1_000_000
LAST_BILLING_DAY = 28  # every month has it


@dataclass(frozen=True, slots=True)
class Endpoint:
    """One kind of call: the name of its rate limit, what ``data`` holds (``POST`` or ``USER``), and
    the most posts and users that an answer shows, authors included. ``refers``: in the newer
    spelling also the posts that are referred to, and the accounts that are answered."""

    name: str
    data: str
    posts: int = 0
    users: int = 0
    refers: bool = False


POST, USER = "post", "user"
ME = Endpoint("me", USER, users=1)
POSTS = Endpoint("tweets", POST, posts=PAGE)
MENTIONS = Endpoint("mentions", POST, posts=PAGE, users=PAGE, refers=True)
QUOTES = Endpoint("quote_tweets", POST, posts=PAGE, users=PAGE, refers=True)
LIKERS = Endpoint("liking_users", USER, users=PAGE)
REPOSTERS = Endpoint("retweeted_by", USER, users=PAGE)


class Bill:
    """One call with all its tries, which show the same things and are paid once. What was sent and
    not answered counts as the most that it can have cost."""

    def __init__(self, endpoint: Endpoint, *, past: Sequence[Pot] = ()) -> None:
        self._endpoint, self._options, self._past = endpoint, options(), past
        self._most = _most(self._options, endpoint)
        self._cost, self._sent = 0, 0
        self._resets_at = cycle_ends(self._options.billing_day, timezone.now())

    def __enter__(self) -> Self:
        """Raises ``BudgetSpent`` where the call could cost more than is left, and what a closed pot
        says of those ``past``."""
        limit, ends = self._options.monthly_budget, self._resets_at
        budget.spend(MONEY, self._most, limit=limit, resets_at=ends, past=self._past)
        return self

    def __exit__(self, *_: object) -> None:
        used = self._most if self._sent else self._cost
        budget.settle(MONEY, counted=self._most, used=used, resets_at=self._resets_at)

    def sent(self) -> None:
        self._sent += 1

    def nothing(self) -> None:
        """The try that was sent last showed nothing, and is free."""
        self._sent -= 1

    def shown(self, body: Body) -> None:
        of = {POST: 0, USER: 0}
        of[self._endpoint.data] = _size(body.get("data"))
        expanded = body.get("includes")
        if isinstance(expanded, Mapping):
            of[USER] += _size(expanded.get("users"))
            of[POST] += _size(expanded.get("tweets")) + _size(expanded.get("posts"))
        self._cost, self._sent = _price(self._options, of[POST], of[USER]), 0


def ledger() -> Ledger:
    """What the current billing cycle has cost, for an operator."""
    own = options()
    ends = cycle_ends(own.billing_day, timezone.now())
    return Ledger(MONEY, own.monthly_budget, ends, unit="USD", scale=MICRO)


def cycle_ends(billing_day: int, now: datetime) -> datetime:
    """The next midnight UTC at which a billing cycle begins."""
    today = now.astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    begins = today.replace(day=min(max(billing_day, 1), LAST_BILLING_DAY))
    if begins > now:
        return begins
    return (begins.replace(day=1) + timedelta(days=32)).replace(day=begins.day)


def _most(own: Options, endpoint: Endpoint) -> int:
    times = 2 if endpoint.refers and own.post_fields == "post.fields" else 1
    return times * _price(own, endpoint.posts, endpoint.users)


def _price(own: Options, posts: int, users: int) -> int:
    return posts * own.post_price + users * own.user_price


def _size(shown: object) -> int:
    """``data`` is one object where one thing was asked for."""
    if isinstance(shown, Mapping):
        return 1
    return len(shown) if isinstance(shown, Sized) else 0
