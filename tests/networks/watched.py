"""A network's own adapter, with somebody beside it who counts, and kills the worker where told."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from typing import Any

from apps.connections.networks.adapter import Adapter, Credential, Page
from apps.connections.observations import Interaction, Post, Profile, SampledFollowers


class Watched:
    """``deadly``: the worker dies once at each moment of reading, before a page is kept and
    after; otherwise at the moments of ``kills`` alone. ``renewals``: how often a credential was
    renewed."""

    def __init__(self, adapter: Adapter) -> None:
        self._adapter = adapter
        self.deadly, self.kills = False, set[str]()
        self.moments: list[str] = []
        self.renewals = 0

    def __getattr__(self, name: str) -> Any:
        return getattr(self._adapter, name)

    def profile(self, credential: Credential) -> Profile:
        self._reach("profile asked")
        found = self._adapter.profile(credential)
        self._reach("profile read")
        return found

    def posts(
        self, credential: Credential, *, since: datetime, cursor: str | None = None
    ) -> Iterator[Page[Post]]:
        for page in self._adapter.posts(credential, since=since, cursor=cursor):
            yield from self._watched("posts", page)

    def interactions(
        self,
        credential: Credential,
        *,
        posts: Sequence[Post],
        since: datetime,
        seen: frozenset[str] = frozenset(),
        cursor: str | None = None,
    ) -> Iterator[Page[Interaction]]:
        for page in self._adapter.interactions(
            credential, posts=posts, since=since, seen=seen, cursor=cursor
        ):
            yield from self._watched("interactions", page)

    @property
    def sample_followers(self) -> Callable[[Credential], SampledFollowers | None] | None:
        return self._adapter.sample_followers and self._sample_followers

    def _sample_followers(self, credential: Credential) -> SampledFollowers | None:
        ask = self._adapter.sample_followers
        assert ask is not None
        self._reach("followers asked")
        found = ask(credential)
        self._reach("followers read")
        return found

    def renew(self, credential: Credential) -> Credential:
        self.renewals += 1
        return self._adapter.renew(credential)

    def _watched[T](self, kind: str, page: Page[T]) -> Iterator[Page[T]]:
        self._reach(f"{kind} before {page.cursor} read")
        yield page
        self._reach(f"{kind} before {page.cursor} kept")

    def _reach(self, moment: str) -> None:
        first = moment not in self.moments
        self.moments.append(moment)
        if first and (self.deadly or moment in self.kills):
            raise SystemExit(f"killed: {moment}")
