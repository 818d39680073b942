"""From WordPress's JSON to frozen values. Names, links and texts end here. Pure.

Every function raises ``NotThisNetwork`` where the shape is another than WordPress's."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from apps.connections.networks.errors import NotThisNetwork
from apps.connections.networks.keys import account_key
from apps.connections.networks.wp import comments
from apps.connections.networks.wp.values import mapping, positive, sequence, time
from apps.connections.observations import Post

NETWORK = "wordpress"


@dataclass(frozen=True, slots=True)
class Index:
    """The API's front page. ``authorization`` is None where no application password is offered."""

    url: str
    authorization: str | None


@dataclass(frozen=True, slots=True)
class User:
    id: int
    registered_at: datetime | None


def parse_index(raw: object) -> Index | None:
    """None where this is JSON, but not the index of a WordPress."""
    if not isinstance(raw, Mapping) or not isinstance(raw.get("namespaces"), list):
        return None
    url = raw.get("url")
    if "wp/v2" not in raw["namespaces"] or not isinstance(url, str):
        return None
    found: object = raw.get("authentication")
    for name in ("application-passwords", "endpoints", "authorization"):
        found = found.get(name) if isinstance(found, Mapping) else None
    return Index(url=url, authorization=found if isinstance(found, str) else None)


def parse_error_code(raw: object) -> str:
    """The ``code`` of a WordPress error, '' where it is none. Codes hold no text of people."""
    if not isinstance(raw, Mapping) or "message" not in raw:
        return ""
    code = raw.get("code")
    return code[:80] if isinstance(code, str) else ""


def parse_error_status(raw: object) -> int | None:
    data = raw.get("data") if isinstance(raw, Mapping) else None
    status = data.get("status") if isinstance(data, Mapping) else None
    return status if isinstance(status, int) else None


def parse_user(raw: object) -> User:
    found = mapping(raw)
    registered = found.get("registered_date")
    return User(
        id=positive(found.get("id")),
        registered_at=time(registered) if registered else None,
    )


def parse_grant(raw: object) -> str:
    uuid = mapping(raw).get("uuid")
    if not isinstance(uuid, str) or not uuid.replace("-", "").isalnum() or len(uuid) > 64:
        raise NotThisNetwork("an application password without uuid")
    return uuid


def parse_posts(raw: object) -> tuple[tuple[str, datetime], ...]:
    """Id and time of each published post, in the order of the answer."""
    posts = (mapping(entry) for entry in sequence(raw))
    return tuple(
        (str(positive(post.get("id"))), time(post.get("date_gmt")))
        for post in posts
        if post.get("status") == "publish" and post.get("type") == "post"
    )


def as_post(post_id: str, at: datetime, *, comments: int | None) -> Post:
    """WordPress itself knows neither likes nor shares nor views."""
    return Post(post_id, at, likes=None, comments=comments, shares=None, views=None)


def parse_comments(raw: object, *, site: str) -> tuple[comments.Comment, ...]:
    """``site`` is ``site_key()`` of the site: ids and names mean something only within it."""
    own = partial(user_key, site=site)
    return comments.parse(raw, network=NETWORK, site=site, user_key=own)


def user_key(user_id: int, *, site: str) -> str:
    return account_key(NETWORK, f"{site}#user:{user_id}")
