"""How much of a person's reactions the adapters read, as they do it by default."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Posts of which people are read, and pages of them, under the names of the options."""

    x_interactor_posts: int = 10
    x_mention_pages: int = 2
    youtube_comment_videos: int = 40
    youtube_comment_units: int = 150
    youtube_thread_pages: int = 2
    youtube_reply_threads: int = 3
    instagram_interactor_posts: int = 40
    instagram_comment_pages: int = 4
    facebook_comment_posts: int = 50
    facebook_comment_pages: int = 10
    wordpress_com_liked_posts: int = 30


USUAL = Limits()
