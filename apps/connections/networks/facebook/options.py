"""What an operator sets about Facebook."""

from __future__ import annotations

from dataclasses import dataclass

from apps.connections.networks.options import Registered

PAGE = 100  # items a call, the most that Facebook gives
POST_PAGE = 50  # with their counts, more of them at once are too much at times
POST_PAGES = 20  # Facebook tells about 600 posts of a page a year
ACCOUNT_PAGES = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Options(Registered):
    """``comment_posts``: of so many posts the comments are read, at most ``comment_pages`` of 100
    each."""

    comment_posts: int = 50
    comment_pages: int = 10


def options() -> Options:
    return Options.of("facebook")
