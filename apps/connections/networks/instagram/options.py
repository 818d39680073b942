"""What an operator sets about Instagram."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.conf import settings

VERSION = "v26.0"
POST_PAGE = 50
COMMENT_PAGE = 50  # the most that Instagram gives
POST_PAGES = 40
COMMENT_PAGES = 4
INTERACTOR_POSTS = 40
TIMEOUT = 20.0  # a page of 50 posts with their insights takes Instagram some seconds


@dataclass(frozen=True, slots=True)
class Options:
    """``post_page``: posts a call. ``interactor_posts``: of so many posts the comments are read,
    ``comment_pages``: of 50 comments each. ``token_url``: where a code is exchanged, on another
    host than all else. ``timeout`` in seconds."""

    api_url: str
    authorize_url: str
    token_url: str
    client_id: str
    client_secret: str
    version: str
    post_page: int
    interactor_posts: int
    comment_pages: int
    timeout: float


def options() -> Options:
    of: dict[str, Any] = settings.NETWORKS["instagram"]
    return Options(
        api_url=of["API_URL"].rstrip("/"),
        authorize_url=of["AUTHORIZE_URL"],
        token_url=of["TOKEN_URL"],
        client_id=of["CLIENT_ID"],
        client_secret=of["CLIENT_SECRET"],
        version=str(of.get("VERSION", VERSION)),
        post_page=int(of.get("POST_PAGE", POST_PAGE)),
        interactor_posts=int(of.get("INTERACTOR_POSTS", INTERACTOR_POSTS)),
        comment_pages=int(of.get("COMMENT_PAGES", COMMENT_PAGES)),
        timeout=float(of.get("TIMEOUT", TIMEOUT)),
    )
