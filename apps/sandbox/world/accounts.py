"""Who lives in the world: made-up people, an anonymous crowd, and rented robots."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum

from apps.sandbox.world.dice import chance, mix

CROWD_SIZE = 5_000_000
SWARM_SIZE = 256
CROWD_IDS = 5_000_000_000
SWARM_IDS = 6_000_000_000
OLDEST = datetime(2012, 1, 1, tzinfo=UTC)


class Kind(StrEnum):
    ORDINARY = "ordinary"
    SILENT = "silent"  # has an account, says nothing
    FRESH = "fresh"  # an account of less than 90 days
    BOUGHT = "bought"  # most followers are paid for
    SWARM = "swarm"  # a few robots like everything
    VIRAL = "viral"  # one post that everybody saw


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """An account as a network shows it. ``id`` is decimal digits."""

    id: str
    handle: str
    followers: int
    following: int
    posts_total: int
    created_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Person(Account):
    """One of the named inhabitants. ``true_influence`` is in [0, 1] and no network tells it."""

    number: int
    kind: Kind
    true_influence: float


def crowd_followers(index: int) -> int:
    """Pareto with exponent 1.1 above 15 followers, cut at 200,000."""
    return min(200_000, int(15 * (1 - chance(11, index)) ** (-1 / 1.1)))


def crowd_following(index: int, followers: int) -> int:
    """About as many as follow them, give or take; one in fifty follows everybody in sight."""
    if mix(15, index) % 50 == 0:
        return 1_000 + mix(12, index) % 2_000
    return 20 + mix(12, index) % min(900, 5 * followers)


def crowd_account(index: int) -> Account:
    followers = crowd_followers(index)
    return Account(
        id=str(CROWD_IDS + index),
        handle=f"crowd{index:07d}",
        followers=followers,
        following=crowd_following(index, followers),
        posts_total=mix(13, index) % 9_000,
        created_at=OLDEST + timedelta(days=mix(14, index) % 5_000),
    )


def robot_account(index: int) -> Account:
    """Follows thousands, is followed by nobody: what a bought reaction looks like."""
    return Account(
        id=str(SWARM_IDS + index),
        handle=f"unit{index:04d}",
        followers=mix(21, index) % 40,
        following=1_500 + mix(22, index) % 3_500,
        posts_total=mix(23, index) % 60,
        created_at=OLDEST + timedelta(days=4_600 + mix(24, index) % 500),
    )
