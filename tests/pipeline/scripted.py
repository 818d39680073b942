"""A network that serves made-up pages, with faults where a test wants them: a real adapter."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from django.db import connection

from apps.connections.networks.adapter import (
    KEPT,
    Account,
    Capability,
    ConsentItems,
    Credential,
    EmploymentTerms,
    LinkFlow,
    Page,
)
from apps.connections.networks.errors import NeedsReauth
from apps.connections.networks.keys import account_key
from apps.connections.observations import (
    Interaction,
    InteractionKind,
    Metric,
    Post,
    Profile,
    ReachKind,
    Reason,
    SampledFollowers,
)
from apps.core import tenancy

NAME = "scripted"
ACCOUNT = "4100"
POST_PAGES, POSTS_A_PAGE = 4, 3
ACT_PAGES, ACTS_A_PAGE = 5, 6
KINDS = tuple(InteractionKind)


class Scripted:
    """``faults["posts:2"]`` are raised, one a call, before that page; ``calls`` is what was asked.

    The access token changes with each renewal, and a used refresh token closes the grant."""

    name = NAME
    label = "Scripted"
    flow = LinkFlow.OAUTH
    scopes: Sequence[str] = ()
    costs: Mapping[str, str] = {}
    no_account = ""
    by_time: frozenset[InteractionKind] = frozenset()
    by_post = frozenset(InteractionKind)
    kept = KEPT
    consent = ConsentItems("", (), ())
    terms = EmploymentTerms(True, "", "", "")

    def __init__(self, account_id: str = ACCOUNT, *, slow: float = 0.0) -> None:
        self.account_id, self.slow = account_id, slow
        self.faults: dict[str, list[BaseException]] = defaultdict(list)
        self.calls: list[str] = []
        self.generation, self.closed = 1, False
        self.revoked: list[str] = []
        self.keeps_the_new_token = False  # rotates, and dies before it answers
        self.meanwhile: dict[str, Callable[[], None]] = {}  # done while a call is answered
        self.followers: SampledFollowers | None = None  # None: it does not tell of them

    @property
    def key(self) -> str:
        return account_key(self.name, self.account_id)

    def credential(self, *, expires_in: timedelta | None = timedelta(hours=2)) -> Credential:
        return Credential(
            account_id=self.account_id,
            label="@scripted",
            access_token=f"access-{self.generation}",
            refresh_token=f"refresh-{self.generation}",
            expires_at=None if expires_in is None else datetime.now(UTC) + expires_in,
        )

    def capabilities(self) -> Mapping[Metric, Capability]:
        return {}

    def accounts(self, credential: Credential) -> Sequence[Account]:
        return (Account(credential),)

    def profile(self, credential: Credential) -> Profile:
        self._call("profile", credential)
        return Profile(
            account_key=self.key,
            reach=1234,
            reach_kind=ReachKind.FOLLOWERS,
            posts_total=POST_PAGES * POSTS_A_PAGE,
            created_at=_today() - timedelta(days=900),
            not_measured={Metric.VIEWS: Reason.NOT_OFFERED},
        )

    def posts(
        self, credential: Credential, *, since: datetime, cursor: str | None = None
    ) -> Iterator[Page[Post]]:
        for page in range(int(cursor or 0), POST_PAGES):
            self._call(f"posts:{page}", credential)
            numbers = range(page * POSTS_A_PAGE, (page + 1) * POSTS_A_PAGE)
            last = page + 1 == POST_PAGES
            yield Page([_post(number) for number in numbers], None if last else str(page + 1))

    def interactions(
        self,
        credential: Credential,
        *,
        posts: Sequence[Post],
        since: datetime,
        seen: frozenset[str] = frozenset(),
        cursor: str | None = None,
    ) -> Iterator[Page[Interaction]]:
        assert len(posts) == POST_PAGES * POSTS_A_PAGE
        for page in range(int(cursor or 0), ACT_PAGES):
            self._call(f"interactions:{page}", credential)
            numbers = range(page * ACTS_A_PAGE, (page + 1) * ACTS_A_PAGE)
            last = page + 1 == ACT_PAGES
            yield Page([_act(number) for number in numbers], None if last else str(page + 1))

    @property
    def sample_followers(self) -> Callable[[Credential], SampledFollowers | None] | None:
        return self._sample_followers if self.followers else None

    def _sample_followers(self, credential: Credential) -> SampledFollowers | None:
        self._call("followers", credential)
        return self.followers

    def renew(self, credential: Credential) -> Credential:
        self._call("renew")
        if credential.refresh_token != f"refresh-{self.generation}":
            self.closed = True
        if self.closed:
            raise NeedsReauth
        self.generation += 1
        if self.keeps_the_new_token:
            raise SystemExit("killed after the network rotated the token")
        new = self.credential()
        return replace(credential, **{f: getattr(new, f) for f in _TOKENS})

    def revoke(self, credential: Credential) -> None:
        self._call("revoke")
        self.revoked.append(credential.access_token)

    def _call(self, what: str, credential: Credential | None = None) -> None:
        assert tenancy.current() is None, "no network call in a scope"
        assert not connection.in_atomic_block, "no network call in a transaction"
        time.sleep(self.slow)
        self.calls.append(what)
        if what in self.meanwhile:
            self.meanwhile.pop(what)()
        if self.faults[what]:
            raise self.faults[what].pop(0)
        if credential and (self.closed or credential.access_token != f"access-{self.generation}"):
            raise NeedsReauth


_TOKENS = ("access_token", "refresh_token", "expires_at")


def _today() -> datetime:
    return datetime.now(UTC).replace(hour=0, minute=0, second=0, microsecond=0)


def _post(number: int) -> Post:
    at = _today() - timedelta(days=number * 2, hours=1)
    return Post(f"p{number}", at, likes=number * 3, comments=number, shares=None, views=None)


def _act(number: int) -> Interaction:
    return Interaction(
        actor_key=account_key(NAME, f"fan {number % 17}"),
        kind=KINDS[number % len(KINDS)],
        at=_today() - timedelta(days=number % 23, minutes=number),
        post_id=None if number % 5 == 0 else f"p{number % 12}",
        actor_reach=number * 100 if number % 3 else None,
        mutual=None,
    )
