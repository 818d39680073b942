"""What an operator sets about YouTube, with defaults that keep one reading a small part of the
application's day."""

from __future__ import annotations

from dataclasses import dataclass

from apps.connections.networks.options import Registered


@dataclass(frozen=True, slots=True, kw_only=True)
class Options(Registered):
    """``api_key``: opens public comments; "" leaves them unread. ``comment_units``: calls after
    which a reading of comments ends, over ``comment_videos`` videos with ``thread_pages`` pages of
    100 threads each; of each page, ``reply_threads`` threads are read whole."""

    token_url: str
    api_key: str
    daily_units: int  # what YouTube gives a project, over all people
    comment_units: int = 150
    comment_videos: int = 40
    thread_pages: int = 2
    reply_threads: int = 3


def options() -> Options:
    return Options.of("youtube")
