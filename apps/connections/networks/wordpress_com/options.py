"""What an operator sets about WordPress.com."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.conf import settings

# Each post's likes are a call. WordPress.com states no limit and asks for "no excessive calls".
LIKED_POSTS = 30
PAGE = 100  # items a call, the most that WordPress.com gives
TIMEOUT = 15.0


@dataclass(frozen=True, slots=True)
class Options:
    """``token_url``: what ``/token`` and ``/revoke`` are appended to. ``liked_posts``: of so many
    posts it is read who liked them. ``timeout`` in seconds."""

    api_url: str
    authorize_url: str
    token_url: str
    client_id: str
    client_secret: str = field(repr=False)
    liked_posts: int
    timeout: float


def options() -> Options:
    of: dict[str, Any] = settings.NETWORKS["wordpress_com"]
    return Options(
        api_url=of["API_URL"].rstrip("/"),
        authorize_url=of["AUTHORIZE_URL"],
        token_url=of["TOKEN_URL"].rstrip("/"),
        client_id=of["CLIENT_ID"],
        client_secret=of["CLIENT_SECRET"],
        liked_posts=int(of.get("LIKED_POSTS", LIKED_POSTS)),
        timeout=float(of.get("TIMEOUT", TIMEOUT)),
    )
