"""From Graph's JSON to observations. Names of pages are read where the person chooses among them,
and nowhere else."""

from __future__ import annotations

from collections.abc import Iterator, Set
from typing import NamedTuple

from apps.connections.networks.answers import Body
from apps.connections.networks.facebook import statements
from apps.connections.networks.keys import account_key
from apps.connections.networks.meta.values import (
    count,
    items,
    mapping,
    moment,
    node_id,
    text,
    told,
)
from apps.connections.observations import (
    Interaction,
    InteractionKind,
    Metric,
    Post,
    Profile,
    ReachKind,
    Reason,
)

NETWORK = "facebook"
FOLLOWERS = ("followers_count", "fan_count")  # who likes a page follows it, unless they said no


class ManagedPage(NamedTuple):
    """``token`` is the page's own."""

    page_id: str
    name: str
    token: str
    followers: int | None


def granted(body: Body) -> frozenset[str]:
    """Of ``/me/permissions``: a person may decline each by itself, and an unused one expires."""
    return frozenset(
        text(each, "permission") for each in items(body) if each.get("status") == "granted"
    )


def pages(body: Body) -> Iterator[ManagedPage]:
    """Of ``/me/accounts``. A page on which the person may do nothing comes without a token."""
    for raw in items(body):
        token = text(raw, "access_token")
        if token:
            yield ManagedPage(node_id(raw), text(raw, "name"), token, count(raw, *FOLLOWERS))


def profile(body: Body, scopes: frozenset[str]) -> Profile:
    reach = told(body, *FOLLOWERS)
    missing = dict(statements.missing(scopes))
    if reach is None:
        missing.setdefault(Metric.REACH, Reason.NOT_OFFERED)
    return Profile(
        account_key=account_key(NETWORK, node_id(body)),
        reach=reach,
        reach_kind=None if reach is None else ReachKind.FOLLOWERS,
        posts_total=None,
        created_at=None,
        not_measured=missing,
    )


def posts(body: Body) -> tuple[Post, ...]:
    return tuple(_post(raw) for raw in items(body))


def _post(raw: Body) -> Post:
    """``shares`` is left out where nobody shared the post; the edges are, where the token does not
    open them."""
    return Post(
        post_id=node_id(raw),
        published_at=moment(raw.get("created_time")),
        likes=_total(raw, "reactions"),
        comments=_total(raw, "comments"),
        shares=told(mapping(raw["shares"]), "count") if "shares" in raw else 0,
        views=None,
    )


def _total(raw: Body, edge: str) -> int | None:
    return told(mapping(mapping(raw.get(edge) or {}).get("summary") or {}), "total_count")


def comments(body: Body, post: Post, *, own: Set[str]) -> tuple[Interaction, ...]:
    """Facebook leaves out who it may not name: such a comment is counted, and has no actor.
    ``own``: the ids under which the page itself may answer."""
    found = []
    for raw in items(body):
        author = raw.get("from")
        if author is None or (author_id := node_id(mapping(author))) in own:
            continue
        found.append(
            Interaction(
                actor_key=account_key(NETWORK, author_id),
                kind=InteractionKind.COMMENT,
                at=moment(raw.get("created_time")),
                post_id=post.post_id,
                actor_reach=None,
            )
        )
    return tuple(found)
