"""What an operator sets about Instagram."""

from __future__ import annotations

from dataclasses import dataclass

from apps.connections.networks.options import Registered

COMMENT_PAGE = 50  # the most that Instagram gives
POST_PAGES = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Options(Registered):
    """``post_page``: posts a call. ``interactor_posts``: of so many posts the comments are read,
    ``comment_pages``: of 50 comments each. ``token_url``: where a code is exchanged, on another
    host than all else."""

    token_url: str
    version: str = "v26.0"
    post_page: int = 50
    interactor_posts: int = 40
    comment_pages: int = 4
    timeout: float = 20.0  # a page of 50 posts with their insights takes Instagram some seconds


def options() -> Options:
    return Options.of("instagram")
