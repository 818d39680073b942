"""What the readings of all networks share."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from apps.connections.observations import Interaction, InteractionKind
from apps.connections.observations import Post as ReadPost
from apps.sandbox.world import Act, Person, Post, PostKind, Reaction, World

WINDOW = timedelta(days=90)


def key(network: str, account_id: str) -> str:
    """The product's keys are hashed with a secret; a study has to be the same everywhere."""
    return f"{network}:{account_id}"


def to_second(at: datetime) -> datetime:
    return at.replace(microsecond=0)


def shown(here: World, person: Person, now: datetime) -> list[Post]:
    """What the person wrote in the window, newest first, without what was only passed on."""
    since = now - WINDOW
    return [
        post
        for post in here.posts(person, now=now)
        if post.kind is not PostKind.REPOST and to_second(post.at) >= since
    ]


def most_commented(posts: Iterable[ReadPost], budget: int) -> list[ReadPost]:
    """Of equal ones the newest; none that nobody commented on."""
    ranked = sorted(posts, key=lambda post: (-(post.comments or 0), -post.published_at.timestamp()))
    return [post for post in ranked[:budget] if post.comments != 0]


def comment(actor_key: str, act: Act, post_id: str, reach: int | None = None) -> Interaction:
    return Interaction(actor_key, InteractionKind.COMMENT, to_second(act.at), post_id, reach)


def comments(here: World, post: Post, now: datetime, most: int | None = None) -> Sequence[Act]:
    """Newest first."""
    return here.reactions(post, Reaction.REPLY, now=now, limit=most)
