"""What an operator sets about X, with defaults that keep the bill of a paid interface small."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.conf import settings

# X is paid per account and post that is read: these two bound one reading to about 30 calls.
INTERACTOR_POSTS = 10
MENTION_PAGES = 2
PAGE = 100  # items a call, the most that X gives
TIMEOUT = 15.0
POST_FIELDS = "tweet.fields"  # so in X's pages; its OpenAPI description 2.167 says post.fields


@dataclass(frozen=True, slots=True)
class Options:
    """``interactor_posts``: of so many posts the interactors are read (X allows 75 such calls per
    15 minutes and account). ``mention_pages``: of 100 each. ``timeout`` in seconds. Money is in
    millionths of a dollar; ``billing_day`` of each month begins X's billing cycle."""

    api_url: str
    authorize_url: str
    client_id: str
    client_secret: str
    interactor_posts: int
    mention_pages: int
    timeout: float
    post_fields: str
    monthly_budget: int
    billing_day: int
    post_price: int
    user_price: int


def options() -> Options:
    of: dict[str, Any] = settings.NETWORKS["x"]
    return Options(
        api_url=of["API_URL"].rstrip("/"),
        authorize_url=of["AUTHORIZE_URL"],
        client_id=of["CLIENT_ID"],
        client_secret=of["CLIENT_SECRET"],
        interactor_posts=int(of.get("INTERACTOR_POSTS", INTERACTOR_POSTS)),
        mention_pages=int(of.get("MENTION_PAGES", MENTION_PAGES)),
        timeout=float(of.get("TIMEOUT", TIMEOUT)),
        post_fields=str(of.get("POST_FIELDS", POST_FIELDS)),
        monthly_budget=of["MONTHLY_BUDGET"],
        billing_day=of["BILLING_DAY"],
        post_price=of["POST_PRICE"],
        user_price=of["USER_PRICE"],
    )
