"""The world of one day: made once per process, then only read."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from itertools import islice

from apps.sandbox.world.accounts import Account, Person
from apps.sandbox.world.people import Population, populate
from apps.sandbox.world.posts import Post, Reaction, write_posts
from apps.sandbox.world.reactions import Act, acts, count, views

SEED = 20_181
REACTIONS_LAST = timedelta(days=30)
MENTIONS_MAX = 800  # X tells no more than the newest 800


class World:
    """Everything is a function of the seed and the day; ``now`` cuts off what is still to come."""

    def __init__(self, seed: int, today: date) -> None:
        self.seed, self.today = seed, today
        self.population: Population = populate(seed, today)
        self._posts = write_posts(seed, today, self.population)
        self._by_key = {key: p for p in self.people for key in (p.id, p.handle)}
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
        """Replies to the person's posts and other posts that name the person, newest first."""
        found: list[Act] = []
        for post in self.posts(person, now=now):
            if len(found) >= MENTIONS_MAX and post.at + REACTIONS_LAST < found[-1].at:
                break
            for kind in (Reaction.REPLY, Reaction.MENTION):
                found += self.reactions(post, kind, now=now, limit=MENTIONS_MAX)
            found = sorted(found, key=lambda act: act.id, reverse=True)[:MENTIONS_MAX]
        return found

    def follows(self, follower: Account, followed: Account) -> bool | None:
        """Whether one of the people follows another; None about the crowd."""
        if isinstance(follower, Person) and isinstance(followed, Person):
            return bool(self.population.follows[follower.number, followed.number])
        return None


@lru_cache(maxsize=2)
def _made(seed: int, today: date) -> World:
    return World(seed, today)


def world(*, seed: int = SEED, today: date | None = None) -> World:
    return _made(seed, today or datetime.now(UTC).date())
