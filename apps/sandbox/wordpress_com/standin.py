"""WordPress.com as a stand-in: PKCE, tokens of two weeks, refresh tokens that rotate (the strictest
of what is possible; nobody says it)."""

from __future__ import annotations

from apps.sandbox.standin.rules import DAY, Renewal, Rules
from apps.sandbox.standin.stand_in import StandIn
from apps.sandbox.wordpress_com.voice import WordPressComVoice

ASKS = {
    "openid": "Know who you are",
    "users": "View your account's number and its sites",
    "sites": "View general information about your sites",
    "posts": "View and manage your posts",
    "comments": "View and manage comments on your posts",
    "stats": "View statistics of your sites",
}

STANDIN = StandIn(
    "wordpress_com",
    "WordPress.com",
    voice=WordPressComVoice(),
    rules=Rules(access_seconds=14 * DAY, renewal=Renewal.ROTATES, pkce=True),
    endpoints=("me", "sites", "site", "followers", "posts", "views", "likes", "comments"),
    asks=ASKS,
    optional=("comments", "stats"),
)
