"""Accounts and posts as X's JSON: only the fields that were asked for. Numbers that X renamed stand
under both names, the recorded one and that of its OpenAPI description 2.167."""

from __future__ import annotations

from collections.abc import Collection
from datetime import UTC, datetime
from typing import Any

from apps.sandbox.world import Account, Act, Person, Post, PostKind, Reaction, World

USER_FIELDS = frozenset(
    {"created_at", "public_metrics", "connection_status", "protected", "verified"}
)
POST_FIELDS = frozenset(
    {
        "author_id",
        "conversation_id",
        "created_at",
        "in_reply_to_user_id",
        "lang",
        "public_metrics",
        "referenced_tweets",
    }
)
EXPANSIONS = frozenset(
    {"author_id", "in_reply_to_user_id", "referenced_tweets.id", "referenced_posts"}
)
STRANGER = "5000000042"  # whom people answer and pass on, when it is nobody in particular
ELSEWHERE = 1_000_000_000_000_000_000


def user(account: Account, fields: Collection[str], viewer: Person, here: World) -> dict[str, Any]:
    shape: dict[str, Any] = {
        "id": account.id,
        "name": account.handle.capitalize(),
        "username": account.handle,
    }
    optional = {
        "created_at": rfc3339(account.created_at),
        "public_metrics": {
            "followers_count": account.followers,
            "following_count": account.following,
            "tweet_count": account.posts_total,
            "post_count": account.posts_total,
            "listed_count": account.followers // 90,
            "like_count": account.posts_total * 3,
        },
        "protected": False,
        "verified": False,
    }
    if "connection_status" in fields and account.id != viewer.id:
        shape["connection_status"] = _relation(account, viewer, here)
    return shape | {name: value for name, value in optional.items() if name in fields}


def _relation(account: Account, viewer: Person, here: World) -> list[str]:
    following, followed_by = here.relation(viewer, account)
    return ["following"] * following + ["followed_by"] * followed_by


def own_post(post: Post, author: Person, here: World, now: datetime) -> dict[str, Any]:
    """A post of one of the people, whole: ``fitted`` takes out what was not asked for."""
    shape = _post(post.id, post.text, post.at, author.id)
    shape["public_metrics"] = _metrics(post, here, now)
    target = str(ELSEWHERE + post.id % 10**15)
    if post.kind is PostKind.REPLY:
        shape |= {"in_reply_to_user_id": STRANGER, "conversation_id": target}
        shape["referenced_tweets"] = [{"type": "replied_to", "id": target}]
    if post.kind is PostKind.REPOST:
        shape["text"] = f"RT {shape['text']}"
        shape["referenced_tweets"] = [{"type": "retweeted", "id": target}]
    return shape


def _metrics(post: Post, here: World, now: datetime) -> dict[str, int]:
    reposts = here.count(post, Reaction.REPOST, now=now)
    if post.kind is PostKind.REPOST:
        reposts = 1 + post.id % 5_000  # X shows the numbers of the post that was passed on
    return {
        "retweet_count": reposts,
        "repost_count": reposts,
        "reply_count": here.count(post, Reaction.REPLY, now=now),
        "like_count": here.count(post, Reaction.LIKE, now=now),
        "quote_count": here.count(post, Reaction.QUOTE, now=now),
        "bookmark_count": here.count(post, Reaction.LIKE, now=now) // 9,
        "impression_count": here.views(post, now=now),
    }


def act_post(act: Act, author: Person) -> dict[str, Any]:
    """A reply, a quote or a mention, as the post that it is."""
    shape = _post(act.id, f"@{author.handle} Post {act.id % 100_000}", act.at, act.actor.id)
    names = ("retweet", "repost", "reply", "like", "quote", "bookmark", "impression")
    shape["public_metrics"] = {f"{name}_count": 0 for name in names}
    if act.kind is Reaction.REPLY:
        shape |= {"in_reply_to_user_id": author.id, "conversation_id": str(act.post.id)}
        shape["referenced_tweets"] = [{"type": "replied_to", "id": str(act.post.id)}]
    if act.kind is Reaction.QUOTE:
        shape["referenced_tweets"] = [{"type": "quoted", "id": str(act.post.id)}]
    return shape


def _post(post_id: int, text: str, at: datetime, author_id: str) -> dict[str, Any]:
    return {
        "id": str(post_id),
        "text": text,
        "edit_history_tweet_ids": [str(post_id)],
        "created_at": rfc3339(at),
        "author_id": author_id,
        "conversation_id": str(post_id),
        "lang": "en",
    }


def fitted(
    shape: dict[str, Any], fields: Collection[str], expansions: Collection[str]
) -> dict[str, Any]:
    """Without the fields that nobody asked for; an expansion brings its own field along."""
    wanted = {*fields, *(name.partition(".")[0] for name in expansions)}
    kept = {k: v for k, v in shape.items() if k not in POST_FIELDS or k in wanted}
    if "referenced_posts" in wanted and "referenced_tweets" in shape:
        kept["referenced_posts"] = shape["referenced_tweets"]
    return kept


def rfc3339(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y-%m-%dT%H:%M:%S}.{at.microsecond // 1000:03d}Z"
