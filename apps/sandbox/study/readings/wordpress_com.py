"""A site on WordPress.com: who commented, and who liked the posts with the most likes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from apps.connections.observations import (
    Interaction,
    InteractionKind,
    Metric,
    Profile,
    ReachKind,
    Reading,
    Reason,
)
from apps.connections.observations import Post as ReadPost
from apps.sandbox.study.readings.limits import Limits
from apps.sandbox.study.readings.parts import comment, comments, key, shown, to_second
from apps.sandbox.wordpress_com.api import LIKES_MAX
from apps.sandbox.wordpress_com.shapes import GUESTS
from apps.sandbox.wordpress_com.sites import sites
from apps.sandbox.world import Account, Person, Post, Reaction, World

NEVER = (Metric.SHARES, Metric.INTERACTOR_REACH)


def read(here: World, person: Person, now: datetime, limits: Limits) -> Reading | None:
    """Of the own site; None for who has none."""
    if not sites(person):
        return None
    own = shown(here, person, now)
    told = tuple(_post(here, post, now) for post in own)
    acts = tuple(
        comment(_commenter(act.actor), act, str(post.id))
        for post in own
        for act in comments(here, post, now)
    )
    likes = tuple(_likes(here, own, now, limits.wordpress_com_liked_posts))
    return Reading("wordpress_com", now, _profile(here, person, now), told, acts + likes)


def _profile(here: World, person: Person, now: datetime) -> Profile:
    of_a_year = len(here.posts(person, now=now))
    return Profile(
        account_key=key("wordpress_com", person.id),
        reach=person.followers,
        reach_kind=ReachKind.FOLLOWERS,
        posts_total=max(person.posts_total, of_a_year) if of_a_year else 0,
        created_at=to_second(person.created_at),
        not_measured={
            Metric.INTERACTORS: Reason.LIMITED,
            **dict.fromkeys(NEVER, Reason.NOT_OFFERED),
        },
    )


def _post(here: World, post: Post, now: datetime) -> ReadPost:
    return ReadPost(
        post_id=str(post.id),
        published_at=to_second(post.at),
        likes=here.count(post, Reaction.LIKE, now=now),
        comments=here.count(post, Reaction.REPLY, now=now),
        shares=None,
        views=here.views(post, now=now),
    )


def _commenter(account: Account) -> str:
    """A guest is known by the link that is left behind: as a commenter somebody else than as one
    who likes, for which an account is needed."""
    guest = not isinstance(account, Person) and int(account.id) % GUESTS == 0
    return key("wordpress_com", f"guest:{account.id}" if guest else account.id)


def _likes(here: World, own: Sequence[Post], now: datetime, budget: int) -> Iterator[Interaction]:
    def rank(post: Post) -> tuple[int, int]:
        return -here.count(post, Reaction.LIKE, now=now), -post.id

    for post in sorted(own, key=rank)[:budget]:
        for act in here.reactions(post, Reaction.LIKE, now=now, limit=LIKES_MAX):
            yield Interaction(
                actor_key=key("wordpress_com", act.actor.id),
                kind=InteractionKind.LIKE,
                at=to_second(act.at),
                post_id=str(post.id),
                actor_reach=None,
            )
