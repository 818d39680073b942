"""The world of one day on one network: made once per process, then only read."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from itertools import islice

from apps.sandbox.world.accounts import (
    CROWD_SIZE,
    Account,
    Kind,
    Person,
    crowd_account,
    robot_account,
)
from apps.sandbox.world.dice import chance, mix
from apps.sandbox.world.habits import HABITS, Reaction, X
from apps.sandbox.world.people import Population, populate
from apps.sandbox.world.posts import Post, write_posts
from apps.sandbox.world.reactions import Act, acts, count, views

SEED = 20_181
REACTIONS_LAST = timedelta(days=30)
MENTIONS_KEPT = timedelta(minutes=1)
MENTIONS_MAX = 800  # X tells no more than the newest 800


class World:
    """Everything is a function of the seed and the day; ``now`` cuts off what is still to come."""

    def __init__(self, seed: int, today: date, network: str) -> None:
        self.seed, self.today, self.network = seed, today, network
        self.population: Population = populate(seed, today, HABITS[network])
        self._posts = write_posts(seed, today, self.population)
        self._by_key = {key: p for p in self.people for key in (p.id, p.handle)}
        self._mentions: dict[int, tuple[datetime, list[Act]]] = {}
        self._by_post = {post.id: post for own in self._posts for post in own}

    @property
    def people(self) -> tuple[Person, ...]:
        return self.population.people

    def person(self, key: str) -> Person | None:
        """By id or handle."""
        return self._by_key.get(key)

    def post(self, post_id: int, *, now: datetime) -> Post | None:
        post = self._by_post.get(post_id)
        return post if post and post.at <= now else None

    def posts(self, person: Person, *, now: datetime) -> list[Post]:
        """The posts of the last year until now, newest first."""
        return [post for post in self._posts[person.number] if post.at <= now]

    def count(self, post: Post, kind: Reaction, *, now: datetime) -> int:
        return count(post, kind, now)

    def views(self, post: Post, *, now: datetime) -> int:
        return views(post, now)

    def reactions(
        self, post: Post, kind: Reaction, *, now: datetime, limit: int | None = None
    ) -> list[Act]:
        """Newest first, at most ``limit``."""
        return list(islice(acts(self.population, post, kind, now), limit))

    def mentions(self, person: Person, *, now: datetime) -> list[Act]:
        """Replies to the person's posts and other posts that name the person, newest first. What
        was found is good for a minute: the pages of one reading are cut from the same list."""
        at, kept = self._mentions.get(person.number, (now, None))
        if kept is None or not timedelta(0) <= now - at < MENTIONS_KEPT:
            kept = self._find_mentions(person, now)
            self._mentions[person.number] = now, kept
        return kept

    def _find_mentions(self, person: Person, now: datetime) -> list[Act]:
        found: list[Act] = []
        for post in self.posts(person, now=now):
            if len(found) >= MENTIONS_MAX and post.at + REACTIONS_LAST < found[-1].at:
                break
            for kind in (Reaction.REPLY, Reaction.MENTION):
                found += self.reactions(post, kind, now=now, limit=MENTIONS_MAX)
            found = sorted(found, key=lambda act: act.id, reverse=True)[:MENTIONS_MAX]
        return found

    def relation(self, person: Person, other: Account) -> tuple[bool, bool]:
        """Whether the person follows the other, and is followed by the other."""
        if isinstance(other, Person):
            follows = self.population.follows
            return (
                bool(follows[person.number, other.number]),
                bool(follows[other.number, person.number]),
            )
        luck = chance(person.number, 61, int(other.id))
        return luck < min(0.25, 20 / person.followers), luck < 0.8

    def followers(self, person: Person, *, start: int, limit: int) -> list[Account]:
        """Those of the people first, then the crowd; of bought followers nine in ten are robots."""
        known = self.population.follows[:, person.number].nonzero()[0].tolist()
        found: list[Account] = [self.people[n] for n in known[start : start + limit]]
        stop = min(person.followers, start + limit)
        return found + [self._follower(person, k) for k in range(max(start, len(known)), stop)]

    def _follower(self, person: Person, k: int) -> Account:
        if person.kind is Kind.BOUGHT and k % 10:
            return robot_account(mix(person.number, 62, k) % 1_000_000)
        return crowd_account(mix(person.number, 63, k) % CROWD_SIZE)


@lru_cache(maxsize=2 * len(HABITS))
def _made(seed: int, today: date, network: str) -> World:
    return World(seed, today, network)


def world(*, seed: int = SEED, today: date | None = None, network: str = X) -> World:
    """The same people on each network of ``HABITS``, with the accounts that they have there."""
    return _made(seed, today or datetime.now(UTC).date(), network)
