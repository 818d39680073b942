"""From Instagram's JSON to observations."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from apps.connections.networks.answers import Body
from apps.connections.networks.counts import total
from apps.connections.networks.instagram.statements import (
    COMMENTS,
    INSIGHTS,
    NOT_TOLD,
    is_granted,
)
from apps.connections.networks.keys import account_key
from apps.connections.networks.meta.values import (
    count,
    items,
    mapping,
    moment,
    node_id,
    text,
    told,
    unwrapped,
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

NETWORK = "instagram"
PERSONAL = "PERSONAL"
ADVERT = "AD"  # paid for: its numbers say nothing about a following


@dataclass(frozen=True, slots=True)
class Identity:
    """``account_id`` is the professional account's id, ``scoped_id`` that of its owner towards this
    application: callbacks name the latter."""

    account_id: str
    scoped_id: str
    username: str
    is_personal: bool
    followers: int | None


def identity(body: Body) -> Identity:
    me = unwrapped(body)
    return Identity(
        account_id=_id(me, "user_id"),
        scoped_id=_id(me, "id"),
        username=text(me, "username"),
        is_personal=text(me, "account_type").upper() == PERSONAL,
        followers=count(me, "followers_count"),
    )


def profile(body: Body, *, scopes: frozenset[str]) -> Profile:
    me = unwrapped(body)
    reach = told(me, "followers_count")
    return Profile(
        account_key=account_key(NETWORK, _id(me, "user_id")),
        reach=reach,
        reach_kind=None if reach is None else ReachKind.FOLLOWERS,
        posts_total=count(me, "media_count"),
        created_at=None,
        not_measured=dict(_not_measured(me, reach, scopes)),
    )


def _not_measured(
    me: Body, reach: int | None, scopes: frozenset[str]
) -> Iterator[tuple[Metric, Reason]]:
    yield from ((metric, Reason.NOT_OFFERED) for metric in NOT_TOLD)
    if reach is None:
        yield Metric.REACH, Reason.NOT_OFFERED
    newest = list(items(mapping(me.get("media") or {})))
    if newest and all(told(each, "like_count") is None for each in newest):
        yield Metric.LIKES, Reason.HIDDEN
    if not is_granted(INSIGHTS, scopes):
        yield from ((metric, Reason.NOT_GRANTED) for metric in (Metric.SHARES, Metric.VIEWS))
    if not is_granted(COMMENTS, scopes):
        yield Metric.INTERACTORS, Reason.NOT_GRANTED


def posts(body: Body) -> tuple[Post, ...]:
    return tuple(_post(raw) for raw in items(body) if raw.get("media_product_type") != ADVERT)


def _post(raw: Body) -> Post:
    insights = _insights(mapping(raw.get("insights") or {}))
    return Post(
        post_id=node_id(raw),
        published_at=moment(raw.get("timestamp")),
        likes=told(raw, "like_count"),
        comments=told(raw, "comments_count"),
        shares=total(insights.get("shares"), insights.get("reposts")),
        views=insights.get("views"),
    )


def _insights(body: Body) -> dict[str, int]:
    """Each metric's value since the post's publication. What Instagram does not know yet is left
    out, never 0."""
    found = {}
    for metric in items(body):
        values = metric.get("values")
        first = values[0] if isinstance(values, list) and values else None
        value = count(first, "value") if isinstance(first, Mapping) else None
        if value is not None:
            found[str(metric.get("name"))] = value
    return found


def comments(body: Body, post: Post, *, own: Identity) -> tuple[Interaction, ...]:
    """Comments and the answers to them, without those of the account itself. Whom Instagram does
    not name cannot be told from others and is left out."""
    found = []
    for raw in _threads(body):
        actor = _actor(raw, own)
        if actor is not None:
            key = account_key(NETWORK, actor)
            at = moment(raw.get("timestamp"))
            act = Interaction(key, InteractionKind.COMMENT, at, post.post_id, actor_reach=None)
            found.append(act)
    return tuple(found)


def _threads(body: Body) -> Iterator[Body]:
    for raw in items(body):
        yield raw
        yield from items(mapping(raw.get("replies") or {}))


def _actor(raw: Body, own: Identity) -> str | None:
    """The id that Instagram made of the person for this account; where there is none, the name."""
    whom = raw.get("from")
    whom = whom if isinstance(whom, Mapping) else {}
    name = str(raw.get("username") or whom.get("username") or "").lower()
    actor_id = str(whom.get("id") or "")
    if actor_id in (own.account_id, own.scoped_id) or (name and name == own.username.lower()):
        return None
    return actor_id or (f"username:{name}" if name else None)


def _id(me: Body, name: str) -> str:
    """Instagram's pages show ids as text; some of its answers hold them as numbers."""
    value = me.get(name)
    is_number = isinstance(value, int) and not isinstance(value, bool)
    return node_id({"id": str(value) if is_number else value})
