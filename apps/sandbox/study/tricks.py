"""What others do to somebody in the scenarios: pods, robots, crowds, and one post that goes far."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from apps.sandbox.study.readings.parts import shown
from apps.sandbox.study.staged import Staged
from apps.sandbox.world import HABITS, Account, Act, Post, PostKind, Reaction, World
from apps.sandbox.world.accounts import OLDEST, crowd_account, robot_account
from apps.sandbox.world.dice import mix
from apps.sandbox.world.posts import VIRAL_AGE_DAYS, VIRAL_LIKES, snowflake

POD, POD_IDS = 12, 7_000_000_000
ROBOTS, TALKERS = 300, 60  # all like everything, some comment on everything
CROWD_FROM = 4_000_000  # of the crowd, who is not among anybody's fans by design
HOUR = timedelta(hours=1)


@dataclass(frozen=True)
class Place:
    """One network with the person that the scenario is about."""

    here: World
    number: int
    now: datetime

    @property
    def posts(self) -> list[Post]:
        return shown(self.here, self.here.people[self.number], self.now)


def pod(place: Place) -> World:
    """Twelve people with as many followers as the person like, share and comment on everything, and
    all follow each other."""
    followers = place.here.people[place.number].followers
    friends = [_member(n, followers) for n in range(POD)]
    kinds = (Reaction.LIKE, Reaction.REPLY, Reaction.REPOST)
    acts = [
        act for kind in kinds for post in place.posts for act in _all(friends, post, kind, place)
    ]
    return Staged(place.here, acts=acts, friends={friend.id for friend in friends})


def likes_of_robots(place: Place) -> World:
    return Staged(place.here, acts=_robots(place, ROBOTS, Reaction.LIKE))


def robots_that_talk(place: Place) -> World:
    comments = _robots(place, TALKERS, Reaction.REPLY)
    return Staged(place.here, acts=[*_robots(place, ROBOTS, Reaction.LIKE), *comments])


def commenters(place: Place, count: int) -> World:
    """So many people of the crowd comment once each, spread over the posts."""
    posts = place.posts
    people = [crowd_account(CROWD_FROM + n) for n in range(count)]
    acts = [
        _act(actor, posts[n * len(posts) // count], Reaction.REPLY, 1)
        for n, actor in enumerate(people)
    ]
    return Staged(place.here, acts=[act for act in acts if act.at <= place.now])


def viral(place: Place) -> World:
    """One post, 20 days old, that 41,000 like, with as many other reactions as belong to it."""
    at = place.now - timedelta(days=VIRAL_AGE_DAYS)
    reactions = HABITS[place.here.network].reactions
    post = Post(
        id=snowflake(at, place.number),
        author=place.number,
        at=at,
        kind=PostKind.ORIGINAL,
        final={kind: int(VIRAL_LIKES * share) for kind, share in reactions.items()},
        views=VIRAL_LIKES * 34,
    )
    return Staged(place.here, posts=[post])


def _robots(place: Place, count: int, kind: Reaction) -> list[Act]:
    robots = [robot_account(n) for n in range(count)]
    return [act for post in place.posts for act in _all(robots, post, kind, place)]


def _all(actors: Sequence[Account], post: Post, kind: Reaction, place: Place) -> Iterable[Act]:
    """Each acts once on the post, within two hours."""
    return (act for act in _spread(actors, post, kind) if act.at <= place.now)


def _spread(actors: Sequence[Account], post: Post, kind: Reaction) -> Iterator[Act]:
    for n, actor in enumerate(actors):
        yield _act(actor, post, kind, 2 * (n + 1) / len(actors))


def _act(actor: Account, post: Post, kind: Reaction, hours: float) -> Act:
    at = post.at + hours * HOUR
    return Act(actor, kind, at, snowflake(at, mix(int(actor.id), post.id)), post)


def _member(number: int, followers: int) -> Account:
    return Account(
        id=str(POD_IDS + number),
        handle=f"pod{number:02d}",
        followers=followers,
        following=followers // 2,
        posts_total=2_000,
        created_at=OLDEST,
    )
