"""Instagram as a stand-in: scopes with commas, no PKCE and no refresh tokens; one limit an account.

Instagram allows 4,800 calls a day for each time that an account's content was shown; here it is
4,800 for everybody."""

from __future__ import annotations

from apps.sandbox.instagram.voice import InstagramVoice
from apps.sandbox.standin.limits import ANY, Limits
from apps.sandbox.standin.rules import DAY, Rules
from apps.sandbox.standin.stand_in import StandIn

NAME = "instagram"
BASIC = "instagram_business_basic"
COMMENTS = "instagram_business_manage_comments"
INSIGHTS = "instagram_business_manage_insights"
HOUR = 3600
CALLS_A_DAY = 4_800
LONG_SECONDS = 5_183_944  # of Meta's own example: 60 days less two minutes

STANDIN = StandIn(
    NAME,
    "Instagram",
    voice=InstagramVoice(case="instagram", api="https://graph.instagram.com"),
    rules=Rules(code_seconds=HOUR, access_seconds=HOUR),
    endpoints=("code", "me", "media", "comments", "insights"),
    limits=Limits(NAME, {ANY: CALLS_A_DAY}, seconds=DAY),
    asks={
        BASIC: "See your profile and the posts of your professional account",
        COMMENTS: "See and manage comments on your posts",
        INSIGHTS: "See insights of your account and posts",
    },
    optional=(COMMENTS, INSIGHTS),
    base=(BASIC,),
)
