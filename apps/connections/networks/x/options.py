"""What an operator sets about X, with defaults that keep the bill of a paid interface small."""

from __future__ import annotations

from dataclasses import dataclass

from apps.connections.networks.options import Registered

PAGE = 100  # items a call, the most that X gives


@dataclass(frozen=True, slots=True, kw_only=True)
class Options(Registered):
    """``interactor_posts``: of so many posts the interactors are read (X allows 75 such calls per
    15 minutes and account). ``mention_pages``: of 100 each. Money is in
    millionths of a dollar; ``billing_day`` of each month begins X's billing cycle."""

    # X is paid per account and post that is read: these two bound one reading to about 30 calls.
    interactor_posts: int = 10
    mention_pages: int = 2
    post_fields: str = "tweet.fields"  # so in X's pages; its OpenAPI 2.167 says post.fields
    monthly_budget: int
    billing_day: int
    post_price: int
    user_price: int


def options() -> Options:
    return Options.of("x")
