"""What reading X costs. X is paid for each post and account that an answer shows, and the operator
says how much a month may cost: the most that a call can cost is counted before it, what it did cost
after it. Prices and billing: FACTS.md beside this."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Sized
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

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
FOLLOWERS = Endpoint("followers", USER, users=PAGE)


class Bill:
    """What one call with all its tries costs: they show the same things and are paid once. What was
    sent and not answered counts as the most that it can have cost."""

    def __init__(self, own: Options, endpoint: Endpoint) -> None:
        self._own, self._endpoint = own, endpoint
        self.most = _most(own, endpoint)
        self._cost, self._sent = 0, 0

    @property
    def cost(self) -> int:
        return self.most if self._sent else self._cost

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
        self._cost, self._sent = _price(self._own, of[POST], of[USER]), 0


class Purse:
    """Pays for one call after the other. What a call did not cost is given back with the next one,
    and at last by ``settle``."""

    def __init__(self) -> None:
        self._own = options()
        self._back, self._ends = 0, datetime.max.replace(tzinfo=UTC)

    @contextmanager
    def pay(self, endpoint: Endpoint, *, past: Sequence[Pot]) -> Iterator[Bill]:
        """Raises ``BudgetSpent`` where the call could cost more than is left, and what a closed pot
        says of those ``past``."""
        bill, ends = Bill(self._own, endpoint), cycle_ends(self._own.billing_day, timezone.now())
        if ends != self._ends:
            self.settle()
        limit, back = self._own.monthly_budget, self._back
        budget.spend(MONEY, bill.most, limit=limit, resets_at=ends, back=back, past=past)
        self._back, self._ends = 0, ends
        try:
            yield bill
        finally:
            self._back = bill.most - bill.cost

    def settle(self) -> None:
        if self._back:
            budget.settle(MONEY, counted=self._back, used=0, resets_at=self._ends)
        self._back = 0


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
