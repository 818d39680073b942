"""X's pages in memory: the same full pages for every account, in X's shapes."""

from __future__ import annotations

import json
import random
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

PAGE = 100
FIRST_ID = 2_000_000_000_000_000_000
TOKEN = "a-token-of-the-second-page"  # noqa: S105


@dataclass(frozen=True)
class Shape:
    """What one account has: pages of posts and of mentions; ``reactions``: whether anybody liked,
    passed on or quoted anything. ``items`` are on each page."""

    posts: int
    mentions: int
    items: int
    reactions: bool


FULL = Shape(posts=2, mentions=2, items=PAGE, reactions=True)
SMALL = Shape(posts=1, mentions=1, items=10, reactions=False)


def made(shape: Shape) -> dict[str, bytes]:
    """The body of each kind of call, those of second pages under ``kind+``."""
    chance, now = random.Random(1), datetime.now(UTC)
    users = [_user(4_000_000_000 + n, chance) for n in range(shape.items)]
    found: dict[str, Any] = {
        kind: {"data": users} for kind in ("liking_users", "retweeted_by", "followers")
    }
    for kind, pages in (("tweets", shape.posts), ("mentions", shape.mentions), ("quote_tweets", 1)):
        for page in range(pages):
            posts = [_post(kind, page * PAGE + n, shape, chance, now) for n in range(shape.items)]
            body: dict[str, Any] = {"data": posts, "meta": {"result_count": len(posts)}}
            if page + 1 < pages:
                body["meta"]["next_token"] = TOKEN
            if kind != "tweets":
                body["includes"] = {"users": users}
            found[kind + "+" * page] = body
    return {kind: json.dumps(body).encode() for kind, body in found.items()}


def me(account_id: str) -> bytes:
    return json.dumps({"data": _user(int(account_id), random.Random(2))}).encode()


def _user(number: int, chance: random.Random) -> dict[str, Any]:
    return {
        "id": str(number),
        "name": "Somebody",
        "username": f"somebody{number}",
        "created_at": "2015-03-01T08:00:00.000Z",
        "connection_status": ["followed_by"] if number % 2 else ["followed_by", "following"],
        "public_metrics": {
            "followers_count": chance.randrange(100_000),
            "following_count": chance.randrange(1_000),
            "tweet_count": chance.randrange(10_000),
            "listed_count": 3,
        },
    }


def _post(
    kind: str, number: int, shape: Shape, chance: random.Random, now: datetime
) -> dict[str, Any]:
    count = chance.randrange(1, 500) if shape.reactions else 0
    return {
        "id": str(FIRST_ID - number),
        "text": "What is written here is read by nobody. " * 3,
        "author_id": str(4_000_000_000 + number % PAGE),
        "created_at": (now - timedelta(hours=1 + number)).strftime("%Y-%m-%dT%H:%M:%S.000Z"),
        "conversation_id": str(FIRST_ID - number),
        "edit_history_tweet_ids": [str(FIRST_ID - number)],
        "public_metrics": {
            "retweet_count": count,
            "reply_count": count if kind == "tweets" else 0,
            "like_count": count,
            "quote_count": count,
            "bookmark_count": 0,
            "impression_count": 90 * count,
        },
    }
