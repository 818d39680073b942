"""Facebook as a stand-in: scopes with commas that can be declined one by one, no refresh tokens,
limits of each account in windows of an hour."""

from __future__ import annotations

from apps.sandbox.facebook.voice import FacebookVoice
from apps.sandbox.standin.limits import ANY, Limits
from apps.sandbox.standin.rules import Rules
from apps.sandbox.standin.stand_in import StandIn

NAME = "facebook"
VERSION = "v26.0"
PROFILE, SHOW_LIST = "public_profile", "pages_show_list"
ENGAGEMENT, CONTENT = "pages_read_engagement", "pages_read_user_content"
HOUR, DAY = 3600, 24 * 3600
LONG_SECONDS = 5_183_944  # of Meta's own example: 60 days less two minutes
PAGE_SECONDS = 365 * DAY  # a page's token from a long-lived one has no end of its own
OPTIONAL = (SHOW_LIST, ENGAGEMENT, CONTENT)

STANDIN = StandIn(
    NAME,
    "Facebook",
    voice=FacebookVoice(case="pages", api="https://graph.facebook.com"),
    rules=Rules(code_seconds=600, access_seconds=2 * HOUR),
    endpoints=("me", "permissions", "accounts", "page", "published_posts", "comments", "withdraw"),
    limits=Limits(NAME, {ANY: 200}, seconds=HOUR),
    asks={
        PROFILE: "Your name and profile picture",
        SHOW_LIST: "Show a list of the pages you manage",
        ENGAGEMENT: "Read content posted on the page",
        CONTENT: "Read user content on your page",
    },
    optional=OPTIONAL,
    base=(PROFILE,),
)
