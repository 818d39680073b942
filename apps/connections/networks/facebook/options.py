"""What an operator sets about Facebook."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.conf import settings

COMMENT_POSTS = 50
COMMENT_PAGES = 10
PAGE = 100  # items a call, the most that Facebook gives
POST_PAGE = 50  # with their counts, more of them at once are too much at times
TIMEOUT = 15.0
POST_PAGES = 20  # Facebook tells about 600 posts of a page a year
ACCOUNT_PAGES = 10


@dataclass(frozen=True, slots=True)
class Options:
    """``comment_posts``: of so many posts the comments are read, at most ``comment_pages`` of 100
    each. ``timeout`` in seconds."""

    api_url: str
    authorize_url: str
    client_id: str
    client_secret: str
    comment_posts: int
    comment_pages: int
    timeout: float


def options() -> Options:
    of: dict[str, Any] = settings.NETWORKS["facebook"]
    return Options(
        api_url=of["API_URL"].rstrip("/"),
        authorize_url=of["AUTHORIZE_URL"],
        client_id=of["CLIENT_ID"],
        client_secret=of["CLIENT_SECRET"],
        comment_posts=int(of.get("COMMENT_POSTS", COMMENT_POSTS)),
        comment_pages=int(of.get("COMMENT_PAGES", COMMENT_PAGES)),
        timeout=float(of.get("TIMEOUT", TIMEOUT)),
    )
