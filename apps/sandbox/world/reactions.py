"""Who reacted to a post, and when. Nothing is stored: the k-th reaction is a function of the post
and k, so that counts and lists always agree and only grow with time."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from apps.sandbox.world.accounts import (
    CROWD_SIZE,
    SWARM_SIZE,
    Account,
    Kind,
    Person,
    crowd_account,
    crowd_followers,
    robot_account,
)
from apps.sandbox.world.dice import chance, mix, power_of_two
from apps.sandbox.world.habits import Reaction
from apps.sandbox.world.people import Population
from apps.sandbox.world.posts import Post, snowflake

PACE = timedelta(days=0.8)  # after so long 63 % of all reactions have come
EAGERNESS = {  # how likely a follower among the people reacts to a post
    Reaction.LIKE: 0.3,
    Reaction.REPOST: 0.08,
    Reaction.QUOTE: 0.03,
    Reaction.REPLY: 0.1,
    Reaction.MENTION: 0.03,
}
KINDS = tuple(Reaction)


@dataclass(frozen=True, slots=True)
class Act:
    """One reaction. ``id`` is that of the reply, quote or mention as a post of its own."""

    actor: Account
    kind: Reaction
    at: datetime
    id: int
    post: Post


def count(post: Post, kind: Reaction, now: datetime) -> int:
    """How many reactions of this kind have come until now."""
    age = (now - post.at) / PACE
    return int(post.final[kind] * (1 - math.exp(-age)) + 0.5) if age > 0 else 0


def views(post: Post, now: datetime) -> int:
    age = (now - post.at) / PACE
    return int(post.views * (1 - math.exp(-age))) if age > 0 else 0


def acts(population: Population, post: Post, kind: Reaction, now: datetime) -> Iterator[Act]:
    """The reactions until now, newest first."""
    author = population.people[post.author]
    places = _places(population, post, kind)
    for k in reversed(range(count(post, kind, now))):
        at = _time(post, kind, k)
        number = places.get(k)
        actor = _stranger(author, post, kind, k) if number is None else population.people[number]
        yield Act(actor, kind, at, snowflake(at, mix(post.id, KINDS.index(kind), k)), post)


def _time(post: Post, kind: Reaction, k: int) -> datetime:
    """The inverse of ``count``: when it came to k + 1."""
    share = (k + 0.5) / post.final[kind]
    return post.at + min(timedelta(days=30), -math.log(1 - share) * PACE)


def _places(population: Population, post: Post, kind: Reaction) -> dict[int, int]:
    """Which of the people are among the reactors: place in the row -> number, evenly spread."""
    total = post.final[kind]
    followers = population.follows[:, post.author].nonzero()[0].tolist()
    salt = KINDS.index(kind)
    keen = [n for n in followers if chance(post.id, 51, salt, n) < EAGERNESS[kind]]
    keen = sorted(keen, key=lambda n: mix(post.id, 52, salt, n))[: math.ceil(total / 2)]
    return {int((j + 0.5) * total / len(keen)): n for j, n in enumerate(keen)}


def _stranger(author: Person, post: Post, kind: Reaction, k: int) -> Account:
    """Somebody of the crowd: every second one from a small circle that comes again and again."""
    if author.kind is Kind.SWARM and kind is Reaction.LIKE and k < SWARM_SIZE:
        return robot_account((k * 37 + post.id % SWARM_SIZE) % SWARM_SIZE)
    stride = mix(post.id, 53, KINDS.index(kind)) | 1
    circle = power_of_two(max(8, author.followers // 40))
    if k % 2 == 0 and k // 2 < circle:
        return crowd_account(_fan(author, (k // 2 * stride + stride // 2) % circle))
    others = power_of_two(max(64, author.followers // 2, 2 * post.final[kind]))
    return crowd_account(_fan(author, circle + (k * stride + stride // 2) % others))


def _fan(author: Person, place: int) -> int:
    """The influential are followed by the better connected: the better of two, more often."""
    first = mix(author.number, 54, place) % CROWD_SIZE
    second = mix(author.number, 55, place) % CROWD_SIZE
    better = max(first, second, key=crowd_followers)
    return better if chance(author.number, 56, place) < author.true_influence else first
