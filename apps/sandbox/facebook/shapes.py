"""Pages, posts and comments as Graph's JSON: each field by the function that makes it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from apps.sandbox.facebook.pages import ManagedPage, commenter_id, is_nameless, post_id
from apps.sandbox.graph.fields import Maker
from apps.sandbox.graph.times import moment
from apps.sandbox.world import Act, Post, Reaction, World


def page(shown: ManagedPage) -> dict[str, Maker]:
    return {
        "id": lambda _: shown.id,
        "name": lambda _: shown.name,
        "followers_count": lambda _: shown.followers,
        "fan_count": lambda _: shown.followers - shown.followers // 50,
    }


def post(shown: Post, own: ManagedPage, here: World, now: datetime) -> dict[str, Maker]:
    """A post that nobody shared has no ``shares``."""
    shares = here.count(shown, Reaction.REPOST, now=now)
    return {
        "id": lambda _: post_id(own, shown),
        "created_time": lambda _: moment(shown.at),
        "message": lambda _: shown.text,
        "shares": lambda _: {"count": shares} if shares else None,
        "reactions": lambda _: summary(here.count(shown, Reaction.LIKE, now=now)),
        "comments": lambda _: summary(here.count(shown, Reaction.REPLY, now=now)),
    }


def summary(total: int) -> dict[str, Any]:
    """Of an edge that was asked for with ``limit(0)``."""
    return {"data": [], "summary": {"total_count": total}}


def comment(act: Act, own: ManagedPage) -> dict[str, Maker]:
    author = {"name": act.actor.handle.capitalize(), "id": commenter_id(act.actor)}
    return {
        "id": lambda _: f"{act.post.id}_{act.id}",
        "created_time": lambda _: moment(act.at),
        "message": lambda _: f"Comment {act.id % 100_000}",
        "from": lambda _: None if is_nameless(act, own) else author,
    }
