"""What networks would say about the people of test mode, who are made up: nobody is behind any
number here, and no network is asked. Each reading is as of the moment it is asked for, so that
these people's scores never fade."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID, uuid5

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
from apps.connections.readings import Stored

NOBODY = UUID("a3c2d2c4-64b4-4b5e-8a53-0f0c4b7a6e10")
KINDS = (InteractionKind.LIKE, InteractionKind.COMMENT, InteractionKind.SHARE)
REACH_KINDS = {"facebook": ReachKind.FRIENDS, "youtube": ReachKind.SUBSCRIBERS}
WINDOW = 80  # days back over which posts and acts are spread
AGE = timedelta(days=1400)


@dataclass(frozen=True, slots=True)
class Account:
    """``people``: how many distinct others react; ``posts``: of the last weeks."""

    reach: int
    people: int
    posts: int


# By the part of a made-up address before the @, then by network.
ACCOUNTS = {
    "amira.haddad": {"x": Account(48_000, 420, 60), "youtube": Account(21_000, 260, 24)},
    "bruno.keller": {"x": Account(9_500, 150, 40), "instagram": Account(6_200, 90, 30)},
    "chiara.russo": {"instagram": Account(14_000, 170, 36), "youtube": Account(3_900, 60, 12)},
    "dmitri.volkov": {"facebook": Account(900, 60, 25)},
    "elif.demir": {"x": Account(5_200, 110, 35)},
    "farid.nazari": {"wordpress": Account(1_300, 26, 14), "x": Account(2_400, 45, 20)},
    "greta.lindholm": {"x": Account(1_200, 4, 8)},
    "hana.okafor": {"x": Account(60, 2, 1)},
    "ines.carvalho": {"instagram": Account(2_600, 240, 45)},
    "jonas.weber": {"youtube": Account(30_000, 70, 10)},
}


def readings_of(email: str, networks: Collection[str], now: datetime) -> list[Stored]:
    """Of whoever has this made-up address, on these networks, by name."""
    handle = email.partition("@")[0]
    known = ACCOUNTS.get(handle, {})
    return [
        Stored(uuid5(NOBODY, f"{handle} {network}"), _reading(handle, network, known[network], now))
        for network in sorted(networks)
        if network in known
    ]


def _reading(handle: str, network: str, account: Account, now: datetime) -> Reading:
    profile = Profile(
        account_key=f"made-up {handle} {network}",
        reach=account.reach,
        reach_kind=REACH_KINDS.get(network, ReachKind.FOLLOWERS),
        posts_total=account.posts,
        created_at=now - AGE,
        not_measured={
            Metric.VIEWS: Reason.NOT_OFFERED,
            Metric.FOLLOWER_SAMPLE: Reason.NOT_OFFERED,
        },
    )
    return Reading(
        network,
        taken_at=now,
        profile=profile,
        posts=tuple(_posts(account, now)),
        interactions=tuple(_acts(f"{handle} {network}", account, now)),
    )


def _posts(account: Account, now: datetime) -> Iterator[Post]:
    for number in range(account.posts):
        yield Post(
            post_id=f"post-{number}",
            published_at=now - timedelta(days=1 + number % WINDOW),
            likes=account.people,
            comments=account.people // 3,
            shares=account.people // 5,
            views=None,
        )


def _acts(whose: str, account: Account, now: datetime) -> Iterator[Interaction]:
    """Of every third actor it is known how many they reach."""
    for number in range(account.people):
        yield Interaction(
            actor_key=f"made-up {whose} {number}",
            kind=KINDS[number % len(KINDS)],
            at=now - timedelta(days=number % WINDOW, hours=1),
            post_id=f"post-{number % account.posts}",
            actor_reach=300 * (number + 1) if number % 3 == 0 else None,
        )
