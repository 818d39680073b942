"""Sites, posts and comments as WordPress.com's JSON, and ``fields``, which cuts them down."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from apps.sandbox.wordpress_com.sites import Role, Site
from apps.sandbox.world import Act, Person, Post, Reaction, World

LISTS = ("comments", "likes", "posts", "sites")  # whose items ``fields`` is about
GUESTS = 4  # of the crowd every fourth comments without an account


def fitted(body: dict[str, Any], fields: str) -> dict[str, Any]:
    """As Jetpack's class.json-api.php filters: the items of the first list, else the body."""
    wanted = {name.strip() for name in fields.split(",")} - {""}
    if not wanted:
        return body
    name = next((name for name in LISTS if name in body and "ID" not in body), None)
    if name is None:
        return {key: value for key, value in body.items() if key in wanted}
    items = [{k: v for k, v in item.items() if k in wanted} for item in body[name]]
    return body | {name: items}


def site(found: Site) -> dict[str, Any]:
    return {
        "ID": found.id,
        "name": found.name,
        "URL": f"https://{found.person.handle}.wordpress.com",
        "jetpack": found.role is Role.JETPACK,
        "is_deleted": False,
        "is_private": False,
        "post_count": found.person.posts_total,
        "subscribers_count": found.followers,
        "user_can_manage": found.is_managed,
        "capabilities": {
            "edit_posts": True,
            "publish_posts": True,
            "manage_options": found.is_managed,
            "view_stats": True,
        },
        "options": {"created_at": iso(found.person.created_at), "timezone": "Europe/Berlin"},
    }


def post(found: Post, author: Person, here: World, now: datetime) -> dict[str, Any]:
    return {
        "ID": found.id,
        "site_ID": int(author.id) * 10,
        "author": user(author),
        "date": iso(found.at),
        "title": found.text,
        "content": f"<p>{found.text}</p>",
        "status": "publish",
        "type": "post",
        "like_count": here.count(found, Reaction.LIKE, now=now),
        "discussion": {
            "comments_open": True,
            "comment_status": "open",
            "pings_open": False,
            "ping_status": "closed",
            "comment_count": here.count(found, Reaction.REPLY, now=now),
        },
    }


def user(person: Person) -> dict[str, Any]:
    return {"ID": int(person.id), "login": person.handle, "name": person.handle.capitalize()}


def like(act: Act) -> dict[str, Any]:
    handle = act.actor.handle
    return {
        "ID": int(act.actor.id),
        "login": handle,
        "name": handle.capitalize(),
        "date_liked": iso(act.at),
    }


def comment(act: Act) -> dict[str, Any]:
    """Of wp/v2. The named people always comment signed in."""
    is_guest = not isinstance(act.actor, Person) and int(act.actor.id) % GUESTS == 0
    handle = act.actor.handle
    return {
        "id": act.id,
        "post": act.post.id,
        "parent": 0,
        "author": 0 if is_guest else int(act.actor.id),
        "author_name": handle.capitalize(),
        "author_url": f"https://{handle}.example/" if is_guest else "",
        "date": f"{act.at.astimezone(UTC):%Y-%m-%dT%H:%M:%S}",
        "date_gmt": f"{act.at.astimezone(UTC):%Y-%m-%dT%H:%M:%S}",
        "content": {"rendered": f"<p>Comment {act.id % 100_000}</p>"},
        "status": "approved",
        "type": "comment",
    }


def picked(items: Sequence[dict[str, Any]], fields: str) -> list[dict[str, Any]]:
    """``_fields`` of wp/v2."""
    wanted = {name.strip() for name in fields.split(",")} - {""}
    return [{k: v for k, v in item.items() if not wanted or k in wanted} for item in items]


def iso(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y-%m-%dT%H:%M:%S}+00:00"
