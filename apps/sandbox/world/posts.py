"""What people posted. Each calendar day is drawn by itself, so that the world only grows from one
day to the next: a post keeps its id, its time and its reactions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum

import numpy as np

from apps.sandbox.world.accounts import Kind, Person
from apps.sandbox.world.dice import mix
from apps.sandbox.world.habits import Habits, Reaction
from apps.sandbox.world.people import POPULATION, Population, epoch

DAYS = 365
SNOWFLAKE_EPOCH_MS = 1_288_834_974_657  # X's: ids of posts hold the time in milliseconds
SNOWFLAKE_SHIFT = 22
VIRAL_LIKES = 41_000
VIRAL_AGE_DAYS = 20


class PostKind(StrEnum):
    ORIGINAL = "original"
    REPLY = "reply"
    REPOST = "repost"  # somebody else's post passed on


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """``final``: how many reactions of each kind the post gets in the end, ``views`` likewise."""

    id: int
    author: int
    at: datetime
    kind: PostKind
    final: dict[Reaction, int]
    views: int

    @property
    def text(self) -> str:
        return f"Post {self.id % 100_000}"


def snowflake(at: datetime, tail: int) -> int:
    """An id as X makes them: sorted by time. ``tail`` is cut to 22 bits."""
    milliseconds = int(at.timestamp() * 1000) - SNOWFLAKE_EPOCH_MS
    return (milliseconds << SNOWFLAKE_SHIFT) | (tail & ((1 << SNOWFLAKE_SHIFT) - 1))


def write_posts(seed: int, today: date, population: Population) -> list[list[Post]]:
    """All posts of the last year by author's number, newest first, all of today included."""
    posts: list[list[Post]] = [[] for _ in range(POPULATION)]
    for back in range(DAYS):
        for post in _day(seed, today - timedelta(days=back), population):
            posts[post.author].append(post)
    for person in population.people:
        if person.kind is Kind.VIRAL:
            posts[person.number].append(_viral(today, person, population.habits))
    for own in posts:
        own.sort(key=lambda post: post.id, reverse=True)
    return posts


def _day(seed: int, day: date, population: Population) -> list[Post]:
    habits = population.habits
    dice = np.random.default_rng([seed, 2, day.toordinal(), *habits.salt])
    counts = dice.poisson(population.posts_a_day)
    authors = np.repeat(np.arange(POPULATION), counts)
    seconds = np.minimum(86_399, 86_400 * dice.beta(2.2, 1.8, authors.size)).astype(int)
    noise = np.exp(0.7 * dice.standard_normal(authors.size))
    midnight = datetime.combine(day, time(0), UTC)
    written = []
    for n, author in enumerate(authors.tolist()):
        person = population.people[author]
        at = midnight + timedelta(seconds=int(seconds[n]))
        if at >= person.created_at:
            warmth = float(population.appeal[author] * noise[n])
            tail = mix(seed, 41, day.toordinal(), n, *habits.salt)
            written.append(_post(person, at, warmth * habits.warmth, tail, habits))
    return written


def _post(person: Person, at: datetime, warmth: float, tail: int, habits: Habits) -> Post:
    kind = _kind(tail, habits)
    likes = 0.12 * person.followers**0.72 * warmth
    if kind is PostKind.REPLY:
        likes *= 0.2
    if kind is PostKind.REPOST:
        likes = 0.0
    if person.kind is Kind.SWARM:
        likes = likes * 0.4 + 120 * (kind is PostKind.ORIGINAL)
    return Post(
        id=snowflake(at, tail),
        author=person.number,
        at=at,
        kind=kind,
        final=_reactions(likes, person, habits),
        views=int(likes * 21 + person.followers * 0.05),
    )


def _kind(tail: int, habits: Habits) -> PostKind:
    share, (passed_on, answers) = tail % 100, habits.answers
    if share < passed_on:
        return PostKind.REPOST
    return PostKind.REPLY if share < answers else PostKind.ORIGINAL


def _reactions(likes: float, person: Person, habits: Habits) -> dict[Reaction, int]:
    robots = person.kind is Kind.SWARM  # they like, and say nothing
    return {
        kind: int(likes * share * (0.02 if robots and kind is not Reaction.LIKE else 1.0))
        for kind, share in habits.reactions.items()
    }


def _viral(today: date, person: Person, habits: Habits) -> Post:
    day = epoch(today) - timedelta(days=VIRAL_AGE_DAYS)
    at = datetime.combine(day, time(17, 4, 5), UTC)
    return Post(
        id=snowflake(at, sum(habits.salt, start=77)),
        author=person.number,
        at=at,
        kind=PostKind.ORIGINAL,
        final=_reactions(VIRAL_LIKES, person, habits),
        views=VIRAL_LIKES * 34,
    )
