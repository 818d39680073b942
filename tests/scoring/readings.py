"""Readings of people who do not exist, by what they are known for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from random import Random

from apps.connections.observations import (
    Interaction,
    InteractionKind,
    Metric,
    Post,
    Profile,
    ReachKind,
    Reading,
    Reason,
)

NOW = datetime(2026, 11, 22, 6, 0, tzinfo=UTC)
REACH_KIND = {"youtube": ReachKind.SUBSCRIBERS}
TELLS_REACH = ("x", "youtube")


@dataclass(frozen=True)
class Account:
    """``people``: distinct interactors by kind, each acting once. ``likes``: what all posts
    together count where the network does not tell who."""

    network: str = "x"
    followers: int | None = 1000
    posts: int = 30
    people: Mapping[InteractionKind, int] | None = None
    likes: int | None = None
    age_days: int = 900
    owner: str = "somebody"
    not_measured: Mapping[Metric, Reason] | None = None
    audience: tuple[float, float] = (5.0, 1.8)  # of the interactors: mean and spread of ln(reach)

    def reading(self) -> Reading:
        chance = Random(f"{self.owner} {self.network}")
        posts = tuple(self._post(i) for i in range(self.posts))
        acts = [
            self._act(chance, kind, i)
            for kind, count in (self.people or {}).items()
            for i in range(count)
        ]
        return Reading(self.network, NOW, self._profile(), posts, tuple(acts))

    def _profile(self) -> Profile:
        return Profile(
            account_key=f"{self.owner}@{self.network}",
            reach=self.followers,
            reach_kind=REACH_KIND.get(self.network, ReachKind.FOLLOWERS),
            posts_total=self.posts + 10,
            created_at=NOW - timedelta(days=self.age_days),
            not_measured=self.not_measured or {},
        )

    def _post(self, number: int) -> Post:
        likes = None if self.likes is None else self.likes // max(1, self.posts)
        at = NOW - timedelta(days=(number + 0.5) * 90 / max(1, self.posts))
        return Post(f"p{number}", at, likes, None, None, None)

    def _act(self, chance: Random, kind: InteractionKind, number: int) -> Interaction:
        reach = int(chance.lognormvariate(*self.audience)) if self.network in TELLS_REACH else None
        return Interaction(
            actor_key=f"{kind.value}{number}",
            kind=kind,
            at=NOW - timedelta(days=chance.random() * 89.9),
            post_id=f"p{chance.randrange(self.posts)}" if self.posts else None,
            actor_reach=reach,
        )


LIKE, COMMENT = InteractionKind.LIKE, InteractionKind.COMMENT
SHARE, MENTION = InteractionKind.SHARE, InteractionKind.MENTION


def small() -> list[Reading]:
    """A thousand followers, thirty people who react."""
    return [Account("x", 1000, 30, {MENTION: 15, LIKE: 15}, owner="small").reading()]


def chidi() -> list[Reading]:
    """Mid-sized: 23,000 followers on three networks, 212 people who comment."""
    return [
        Account("youtube", 12_400, 14, {COMMENT: 128}, likes=690, owner="chidi").reading(),
        Account("instagram", 8_150, 31, {COMMENT: 64}, likes=610, owner="chidi").reading(),
        Account("x", 2_310, 88, {MENTION: 20, SHARE: 38, LIKE: 180}, owner="chidi").reading(),
    ]


def ada() -> list[Reading]:
    """Well known: 41,000 followers, 312 people who comment, a blog."""
    return [
        Account("youtube", 22_400, 20, {COMMENT: 150}, likes=2400, owner="ada").reading(),
        Account("instagram", 12_300, 40, {COMMENT: 90}, likes=1900, owner="ada").reading(),
        Account("x", 6_500, 70, {MENTION: 40, SHARE: 70, LIKE: 400}, owner="ada").reading(),
        Account("wordpress", None, 12, {COMMENT: 60}, owner="ada").reading(),
    ]


def celebrity() -> list[Reading]:
    people = {MENTION: 2500, SHARE: 1500, LIKE: 3000}
    return [
        Account("x", 5_000_000, 150, people, owner="celebrity", audience=(6.5, 2.4)).reading(),
        Account(
            "youtube", 900_000, 12, {COMMENT: 1500}, likes=300_000, owner="celebrity"
        ).reading(),
    ]
