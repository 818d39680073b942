"""The world with something added: posts, and what others do to them. All else stays as it is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import datetime

from apps.sandbox.world import Account, Act, Person, Post, Reaction, World


class Staged(World):
    """``friends``: ids of accounts that follow everybody here and are followed by them."""

    def __init__(
        self,
        here: World,
        *,
        posts: Iterable[Post] = (),
        acts: Iterable[Act] = (),
        friends: Collection[str] = (),
    ) -> None:
        self.__dict__.update(vars(here))  # a world is only read
        self._mentions = {}
        self._posts = [list(own) for own in self._posts]
        for post in posts:
            self._posts[post.author].append(post)
            self._posts[post.author].sort(key=lambda each: each.id, reverse=True)
        self._by_post = {post.id: post for own in self._posts for post in own}
        self._friends = frozenset(friends)
        self._added: dict[tuple[int, Reaction], list[Act]] = defaultdict(list)
        for act in acts:
            self._added[act.post.id, act.kind].append(act)

    def count(self, post: Post, kind: Reaction, *, now: datetime) -> int:
        return super().count(post, kind, now=now) + len(self._more(post, kind, now))

    def reactions(
        self, post: Post, kind: Reaction, *, now: datetime, limit: int | None = None
    ) -> list[Act]:
        found = super().reactions(post, kind, now=now, limit=limit)
        more = self._more(post, kind, now)
        if not more:
            return found
        return sorted([*found, *more], key=lambda act: act.id, reverse=True)[:limit]

    def relation(self, person: Person, other: Account) -> tuple[bool, bool]:
        return (True, True) if other.id in self._friends else super().relation(person, other)

    def _more(self, post: Post, kind: Reaction, now: datetime) -> list[Act]:
        return [act for act in self._added.get((post.id, kind), ()) if act.at <= now]
