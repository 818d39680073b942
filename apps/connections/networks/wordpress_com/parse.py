"""From WordPress.com's JSON to frozen values. Pure."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from apps.connections.networks.counts import count, told, total
from apps.connections.networks.keys import account_key
from apps.connections.networks.wordpress_com.refusals import Body
from apps.connections.networks.wp.values import mapping, positive, sequence, time
from apps.connections.observations import Interaction, InteractionKind, Post

NETWORK = "wordpress_com"


@dataclass(frozen=True, slots=True)
class Me:
    """``site_id`` is "" where the token opens all sites. ``scopes`` is empty where nobody says."""

    user_id: str
    scopes: frozenset[str]
    site_id: str


@dataclass(frozen=True, slots=True)
class Site:
    """``manages``: whether the person manages the site, so that its followers are theirs."""

    id: str
    name: str
    manages: bool
    writes: bool
    is_elsewhere: bool
    followers: int | None


@dataclass(frozen=True, slots=True)
class Listed:
    """A post as it is told; views come by another call."""

    id: int
    at: datetime
    likes: int | None
    comments: int | None

    def as_post(self, views: int | None) -> Post:
        return Post(
            str(self.id),
            self.at,
            likes=self.likes,
            comments=self.comments,
            shares=None,
            views=views,
        )


def me(body: Body) -> Me:
    site = body.get("token_site_id")
    return Me(
        user_id=str(positive(body.get("ID"))),
        scopes=scopes(body.get("token_scope")),
        site_id=str(site) if count(site) else "",
    )


def scopes(told: object) -> frozenset[str]:
    """Of a list, or of a text with commas or spaces."""
    words = told if isinstance(told, list) else str(told or "").replace(",", " ").split()
    return frozenset(word for word in words if isinstance(word, str))


def sites(body: Body) -> tuple[Site, ...]:
    """Those that WordPress.com has not deleted."""
    listed = (mapping(raw) for raw in sequence(body.get("sites")))
    return tuple(site(raw) for raw in listed if not raw.get("is_deleted"))


def site(raw: Mapping[str, object]) -> Site:
    """``jetpack``: a site elsewhere, or one here that has a WordPress of its own."""
    may = raw.get("capabilities")
    name = raw.get("name")
    return Site(
        id=str(positive(raw.get("ID"))),
        name=name if isinstance(name, str) else "",
        manages=raw.get("user_can_manage") is True,
        writes=isinstance(may, Mapping) and may.get("publish_posts") is True,
        is_elsewhere=raw.get("jetpack") is True,
        followers=count(raw.get("subscribers_count")),
    )


def created_at(raw: Mapping[str, object]) -> datetime | None:
    """Only who may edit the site is told its options."""
    told = raw.get("options")
    at = told.get("created_at") if isinstance(told, Mapping) else None
    return time(at) if at else None


def followers(body: Body) -> int | None:
    """In the Reader and by email together."""
    return total(told(body.get("total_wpcom")), told(body.get("total_email")))


def found(body: Body) -> int | None:
    return count(body.get("found"))


def posts(body: Body) -> tuple[Listed, ...]:
    return tuple(_post(mapping(raw)) for raw in sequence(body.get("posts")))


def next_handle(body: Body) -> str:
    meta = body.get("meta")
    handle = meta.get("next_page") if isinstance(meta, Mapping) else None
    return handle if isinstance(handle, str) and len(handle) <= 500 else ""


def views(body: Body) -> dict[str, int]:
    """By post. One that is not named was not viewed."""
    listed = (mapping(raw) for raw in sequence(body.get("posts")))
    counted = ((positive(raw.get("ID")), count(raw.get("views"))) for raw in listed)
    return {str(post_id): number for post_id, number in counted if number is not None}


def likes(body: Body, post: Post, *, own: Collection[str]) -> tuple[Interaction, ...]:
    """By others. Where it is not told when, the post's own time stands in, which makes the act
    look older than it is, never younger."""
    told = (mapping(raw) for raw in sequence(body.get("likes")))
    return tuple(
        Interaction(
            actor_key=account_key(NETWORK, user_id),
            kind=InteractionKind.LIKE,
            at=time(raw["date_liked"]) if raw.get("date_liked") else post.published_at,
            post_id=post.post_id,
            actor_reach=None,
        )
        for raw in told
        if (user_id := str(positive(raw.get("ID")))) not in own
    )


def _post(raw: Mapping[str, object]) -> Listed:
    discussion = raw.get("discussion")
    comments = discussion.get("comment_count") if isinstance(discussion, Mapping) else None
    return Listed(
        id=positive(raw.get("ID")),
        at=time(raw.get("date")),
        likes=told(raw.get("like_count")),
        comments=told(comments),
    )
