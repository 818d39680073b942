"""What an operator sets about WordPress.com."""

from __future__ import annotations

from dataclasses import dataclass

from apps.connections.networks.options import Registered

PAGE = 100  # items a call, the most that WordPress.com gives


@dataclass(frozen=True, slots=True, kw_only=True)
class Options(Registered):
    """``token_url``: what ``/token`` and ``/revoke`` are appended to. ``liked_posts``: of so many
    posts it is read who liked them."""

    token_url: str
    # Each post's likes are a call. WordPress.com states no limit and asks for no excessive calls.
    liked_posts: int = 30


def options() -> Options:
    return Options.of("wordpress_com")
