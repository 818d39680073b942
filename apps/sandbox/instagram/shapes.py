"""Accounts, posts and comments as Instagram's JSON: each field by the function that makes it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from apps.sandbox.graph.errors import PARAMETER, GraphError
from apps.sandbox.graph.fields import Field, Maker
from apps.sandbox.graph.times import moment
from apps.sandbox.instagram.people import hides_likes, professional_id, professional_since
from apps.sandbox.world import Account, Act, Person, Post, Reaction, World

KINDS = (("IMAGE", "FEED"), ("CAROUSEL_ALBUM", "FEED"), ("VIDEO", "REELS"))
ANSWERED_EVERY = 5  # every fifth comment is answered by the account itself
METRICS = {
    "views": "Views",
    "shares": "Shares",
    "reposts": "Reposts",
    "likes": "Likes",
    "comments": "Comments",
}
TOO_OLD = 2108006


def account(person: Person, *, kind: str) -> dict[str, Maker]:
    return {
        "id": lambda _: person.id,
        "user_id": lambda _: professional_id(person),
        "username": lambda _: person.handle,
        "account_type": lambda _: kind,
        "followers_count": lambda _: person.followers,
        "follows_count": lambda _: person.following,
        "media_count": lambda _: person.posts_total,
    }


def post(shown: Post, author: Person, here: World, now: datetime) -> dict[str, Maker]:
    """Instagram counts the account's own answers among the comments; here only others are."""
    media_type, product = KINDS[shown.id % len(KINDS)]
    likes = None if hides_likes(author) else here.count(shown, Reaction.LIKE, now=now)
    comments = here.count(shown, Reaction.REPLY, now=now)
    return {
        "id": lambda _: str(shown.id),
        "timestamp": lambda _: moment(shown.at),
        "media_type": lambda _: media_type,
        "media_product_type": lambda _: product,
        "like_count": lambda _: likes,
        "comments_count": lambda _: comments,
        "username": lambda _: author.handle,
    }


def comment(act: Act, actor: Account, *, answers: Any = None) -> dict[str, Maker]:
    return {
        "id": lambda _: str(act.id),
        "timestamp": lambda _: moment(act.at),
        "text": lambda _: f"Comment {act.id % 100_000}",
        "from": lambda _: {"id": actor.id, "username": actor.handle},
        "username": lambda _: actor.handle,
        "replies": answers or (lambda _: None),
    }


def insights(
    metrics: str, shown: Post, author: Person, here: World, now: datetime
) -> list[Mapping[str, Maker]]:
    """Since the post's publication. Raises ``GraphError``."""
    if shown.at < professional_since(author):
        raise GraphError(PARAMETER, "Invalid parameter", subcode=TOO_OLD)
    told = {
        "views": here.views(shown, now=now),
        "shares": here.count(shown, Reaction.QUOTE, now=now),
        "reposts": here.count(shown, Reaction.REPOST, now=now),
        "likes": here.count(shown, Reaction.LIKE, now=now),
        "comments": here.count(shown, Reaction.REPLY, now=now),
    }
    names = metrics.split(",")
    for name in names:
        if name not in told:
            raise GraphError(PARAMETER, f"(#{PARAMETER}) metric must be one of: {','.join(told)}")
    return [_insight(name, told[name], shown) for name in names]


def _insight(name: str, value: int, shown: Post) -> dict[str, Maker]:
    return {
        "name": lambda _: name,
        "period": lambda _: "lifetime",
        "values": lambda _: [{"value": value}],
        "title": lambda _: METRICS[name],
        "id": lambda _: f"{shown.id}/insights/{name}/lifetime",
    }


def names(*fields: str) -> tuple[Field, ...]:
    return tuple(Field(name) for name in fields)
