"""X as a stand-in: PKCE, refresh tokens that rotate, calls per account and endpoint in windows of
15 minutes (https://docs.x.com/x-api/fundamentals/rate-limits, per user).

X asks for all scopes or none; here the optional ones may be refused, so that this can be tried."""

from __future__ import annotations

from apps.sandbox.standin.limits import Limits
from apps.sandbox.standin.rules import DAY, Renewal, Rules
from apps.sandbox.standin.stand_in import StandIn
from apps.sandbox.x.voice import XVoice

LIMITS = {
    "me": 75,
    "tweets": 900,
    "mentions": 300,
    "followers": 300,
    "liking_users": 75,
    "quote_tweets": 75,
    "retweeted_by": 75,
}
ASKS = {
    "users.read": "See accounts that you can see",
    "tweet.read": "See posts that you can see",
    "follows.read": "See whom you follow and who follows you",
    "like.read": "See posts that you liked, and likes that you can see",
    "list.read": "See lists that you can see",
    "offline.access": "Stay connected until you take the access away",
}

STANDIN = StandIn(
    "x",
    "X",
    voice=XVoice(),
    rules=Rules(
        code_seconds=30,
        access_seconds=7200,
        refresh_seconds=180 * DAY,
        renewal=Renewal.ROTATES,
        offline_scope="offline.access",
        pkce=True,
    ),
    endpoints=tuple(LIMITS),
    limits=Limits("x", LIMITS, seconds=900),
    asks=ASKS,
    optional=("follows.read", "like.read", "offline.access"),
    base=("users.read", "tweet.read"),
    basic=True,
)
