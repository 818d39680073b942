"""From X's JSON to observations. Both spellings are read: ``retweet_count`` and ``tweet_count`` of
the recorded answers, ``repost_count`` and ``post_count`` of the OpenAPI description 2.167."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

from apps.connections.networks.answers import Body
from apps.connections.networks.counts import count, told, total
from apps.connections.networks.errors import NotThisNetwork
from apps.connections.networks.followers import Follower, sampled
from apps.connections.networks.keys import account_key
from apps.connections.observations import (
    Interaction,
    InteractionKind,
    Metric,
    Post,
    Profile,
    ReachKind,
    Reason,
    SampledFollowers,
)

NETWORK = "x"


def identity(body: Body) -> tuple[str, str]:
    """Id and handle of ``/2/users/me``."""
    user = _mapping(body.get("data"))
    return _id(user), str(user.get("username", ""))


def profile(body: Body) -> Profile:
    user = _mapping(body.get("data"))
    metrics = _mapping(user.get("public_metrics") or {})
    reach = _count(metrics, "followers_count")
    created = _time(user["created_at"]) if user.get("created_at") else None
    missing = {Metric.REACH: reach, Metric.ACCOUNT_AGE: created}
    return Profile(
        account_key=account_key(NETWORK, _id(user)),
        reach=reach,
        reach_kind=None if reach is None else ReachKind.FOLLOWERS,
        posts_total=_count(metrics, "post_count", "tweet_count"),
        created_at=created,
        not_measured={m: Reason.NOT_OFFERED for m, value in missing.items() if value is None},
    )


def followers(body: Body) -> SampledFollowers:
    return sampled(_follower(user) for user in _items(body))


def _follower(user: Body) -> Follower:
    metrics = _mapping(user.get("public_metrics") or {})
    return Follower(count(metrics.get("following_count")), count(metrics.get("followers_count")))


def posts(body: Body) -> tuple[Post, ...]:
    """The account's own posts; what it only passed on carries the numbers of others."""
    return tuple(_post(raw) for raw in _items(body) if not _refers(raw, "retweeted"))


def _post(raw: Body) -> Post:
    metrics = _mapping(raw.get("public_metrics") or {})
    return Post(
        post_id=_id(raw),
        published_at=_time(raw.get("created_at")),
        likes=_count(metrics, "like_count"),
        comments=_count(metrics, "reply_count"),
        shares=total(_reposts(metrics), _count(metrics, "quote_count")),
        views=_count(metrics, "impression_count"),
    )


def _reposts(metrics: Body) -> int | None:
    return _count(metrics, "repost_count", "retweet_count")


def users(body: Body, kind: InteractionKind, post: Post, *, own_id: str) -> tuple[Interaction, ...]:
    """Of liking_users and retweeted_by. X does not tell when somebody liked or reposted: the post's
    own time stands in, which makes the act look older than it is, never younger."""
    return tuple(
        Interaction(
            actor_key=account_key(NETWORK, _id(user)),
            kind=kind,
            at=post.published_at,
            post_id=post.post_id,
            actor_reach=_reach(user),
            mutual=_mutual(user),
        )
        for user in _items(body)
        if user.get("id") != own_id
    )


def quotes(body: Body, post: Post, *, own_id: str) -> tuple[Interaction, ...]:
    authors = _authors(body)
    return tuple(
        _act(raw, authors, InteractionKind.SHARE, post.post_id)
        for raw in _items(body)
        if raw.get("author_id") not in (None, own_id) and not _refers(raw, "retweeted")
    )


def mentions(
    body: Body, *, own_id: str, own_posts: Mapping[str, Post], quotes_read: frozenset[str]
) -> tuple[Interaction, ...]:
    """Replies to the account's posts are comments, quotes are shares, all else is a mention.
    ``quotes_read``: posts whose quotes are read by themselves and must not count twice."""
    authors = _authors(body)
    found = []
    for raw in _items(body):
        if raw.get("author_id") in (None, own_id) or _refers(raw, "retweeted"):
            continue
        kind, post_id = _aim(raw, own_id, own_posts)
        if kind is InteractionKind.SHARE and post_id in quotes_read:
            continue
        found.append(_act(raw, authors, kind, post_id))
    return tuple(found)


def _aim(
    raw: Body, own_id: str, own_posts: Mapping[str, Post]
) -> tuple[InteractionKind, str | None]:
    for name, kind in (
        ("replied_to", InteractionKind.COMMENT),
        ("quoted", InteractionKind.SHARE),
    ):
        for post_id in _refers(raw, name):
            if post_id in own_posts:
                return kind, post_id
    thread = str(raw.get("conversation_id", ""))
    if raw.get("in_reply_to_user_id") == own_id and thread in own_posts:
        return InteractionKind.COMMENT, thread
    return InteractionKind.MENTION, None


def _act(
    raw: Body, authors: Mapping[str, Body], kind: InteractionKind, post_id: str | None
) -> Interaction:
    author_id = str(raw["author_id"])
    author = authors.get(author_id, {})
    return Interaction(
        actor_key=account_key(NETWORK, author_id),
        kind=kind,
        at=_time(raw.get("created_at")),
        post_id=post_id,
        actor_reach=_reach(author),
        mutual=_mutual(author),
    )


def below(body: Body, floor: int) -> Body:
    """Without the posts that a page before held already. Timelines go down by id; what does not is
    a paging that loops. 0 is no floor."""
    if not floor:
        return body
    return {**body, "data": [raw for raw in _items(body) if int(_id(raw)) < floor]}


def lowest(body: Body, floor: int) -> int:
    """The floor for the next page."""
    return min((int(_id(raw)) for raw in _items(body)), default=floor)


def next_token(body: Body) -> str:
    token = _mapping(body.get("meta") or {}).get("next_token")
    return token if isinstance(token, str) else ""


def _authors(body: Body) -> dict[str, Body]:
    """A suspended author is missing here and named among ``errors``: reach unknown."""
    included = _mapping(body.get("includes") or {}).get("users") or []
    return {str(user.get("id")): user for user in included if isinstance(user, dict)}


def _reach(user: Body) -> int | None:
    metrics = user.get("public_metrics")
    return _count(metrics, "followers_count") if isinstance(metrics, dict) else None


def _mutual(user: Body) -> bool | None:
    """Whether the two follow each other; X tells only where it was asked and allowed."""
    status = user.get("connection_status")
    return {"following", "followed_by"} <= set(status) if isinstance(status, list) else None


def _refers(raw: Body, kind: str) -> list[str]:
    found = raw.get("referenced_tweets") or raw.get("referenced_posts") or []
    return [str(r.get("id")) for r in found if isinstance(r, dict) and r.get("type") == kind]


def _items(body: Body) -> Iterator[Body]:
    """``data`` is absent where nothing was found, and one object where one thing was asked for."""
    data = body.get("data") or []
    for item in [data] if isinstance(data, dict) else data:
        yield _mapping(item)


def _mapping(value: Any) -> Body:
    if not isinstance(value, dict):
        raise NotThisNetwork("an object was expected")
    return value


def _id(raw: Body) -> str:
    value = raw.get("id")
    if not isinstance(value, str) or not value.isascii() or not value.isdigit():
        raise NotThisNetwork("an id was expected")
    return value


def _count(metrics: Body, *names: str) -> int | None:
    return told(next((metrics[name] for name in names if metrics.get(name) is not None), None))


def _time(value: object) -> datetime:
    try:
        return datetime.fromisoformat(str(value)).astimezone(UTC)
    except (ValueError, OverflowError):
        raise NotThisNetwork("a time was expected") from None
