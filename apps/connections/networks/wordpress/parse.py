"""From WordPress's JSON to frozen values. Names, links and texts end here. Pure.

Every function raises ``NotThisNetwork`` where the shape is another than WordPress's."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from apps.connections.networks.errors import NotThisNetwork
from apps.connections.networks.keys import account_key
from apps.connections.observations import Interaction, InteractionKind, Post

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


@dataclass(frozen=True, slots=True)
class Comment:
    """An approved comment. ``user_id`` is 0 for a stranger; ``actor_key`` is a keyed hash."""

    id: int
    post_id: str
    user_id: int
    actor_key: str
    at: datetime

    def as_interaction(self) -> Interaction:
        return Interaction(
            actor_key=self.actor_key,
            kind=InteractionKind.COMMENT,
            at=self.at,
            post_id=self.post_id,
            actor_reach=None,
        )


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
    found = _mapping(raw)
    registered = found.get("registered_date")
    return User(
        id=_positive(found.get("id")),
        registered_at=_time(registered) if registered else None,
    )


def parse_grant(raw: object) -> str:
    uuid = _mapping(raw).get("uuid")
    if not isinstance(uuid, str) or not uuid.replace("-", "").isalnum() or len(uuid) > 64:
        raise NotThisNetwork("an application password without uuid")
    return uuid


def parse_posts(raw: object) -> tuple[tuple[str, datetime], ...]:
    """Id and time of each published post, in the order of the answer."""
    posts = (_mapping(entry) for entry in _sequence(raw))
    return tuple(
        (str(_positive(post.get("id"))), _time(post.get("date_gmt")))
        for post in posts
        if post.get("status") == "publish" and post.get("type") == "post"
    )


def as_post(post_id: str, at: datetime, *, comments: int | None) -> Post:
    """WordPress itself knows neither likes nor shares nor views."""
    return Post(post_id, at, likes=None, comments=comments, shares=None, views=None)


def parse_comments(raw: object, *, site: str) -> tuple[Comment, ...]:
    """``site`` is ``site_key()`` of the site: ids and names mean something only within it."""
    comments = (_mapping(entry) for entry in _sequence(raw))
    return tuple(
        _comment(comment, site)
        for comment in comments
        if comment.get("status") == "approved" and comment.get("type") == "comment"
    )


def user_key(user_id: int, *, site: str) -> str:
    return account_key(NETWORK, f"{site}#user:{user_id}")


def _comment(raw: Mapping[str, object], site: str) -> Comment:
    user_id = _natural(raw.get("author"))
    return Comment(
        id=_positive(raw.get("id")),
        post_id=str(_positive(raw.get("post"))),
        user_id=user_id,
        actor_key=user_key(user_id, site=site) if user_id else _stranger_key(raw, site),
        at=_time(raw.get("date_gmt")),
    )


def _stranger_key(raw: Mapping[str, object], site: str) -> str:
    """By the link, which is the same on all sites, else by the name, which is only this site's.
    All without either count as one, so that nobody gains engagers by leaving names out."""
    link, name = raw.get("author_url"), raw.get("author_name")
    if isinstance(link, str) and link.strip():
        bare = re.sub(r"^[a-z]+://(www\.)?", "", link.strip().lower())
        return account_key(NETWORK, f"url:{bare.rstrip('/')}")
    text = " ".join(name.split()).casefold() if isinstance(name, str) else ""
    return account_key(NETWORK, f"{site}#name:{text}")


def _mapping(raw: object) -> Mapping[str, object]:
    if not isinstance(raw, Mapping):
        raise NotThisNetwork("an object was expected")
    return raw


def _sequence(raw: object) -> Sequence[object]:
    if not isinstance(raw, list):
        raise NotThisNetwork("a list was expected")
    return raw


def _natural(raw: object) -> int:
    if not isinstance(raw, int) or isinstance(raw, bool) or raw < 0:
        raise NotThisNetwork("a number was expected")
    return raw


def _positive(raw: object) -> int:
    if _natural(raw) == 0:
        raise NotThisNetwork("an id was expected")
    return _natural(raw)


def _time(raw: object) -> datetime:
    """ISO 8601; a time without a zone is in UTC, as the fields ending in ``_gmt`` are."""
    try:
        at = datetime.fromisoformat(raw if isinstance(raw, str) else "")
    except ValueError:
        raise NotThisNetwork("a time was expected") from None
    return at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)
