"""What an operator sets about YouTube, with defaults that keep one reading a small part of the
application's day."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.conf import settings

DAILY_UNITS = 10_000  # what YouTube gives a project, over all people
COMMENT_UNITS = 150  # of it for the comments of one reading
COMMENT_VIDEOS = 40
THREAD_PAGES = 2
REPLY_THREADS = 3
TIMEOUT = 15.0


@dataclass(frozen=True, slots=True)
class Options:
    """``api_key``: opens public comments; "" leaves them unread. ``comment_units``: calls after
    which a reading of comments ends, over ``comment_videos`` videos with ``thread_pages`` pages of
    100 threads each; of each page, ``reply_threads`` threads are read whole. ``timeout`` in
    seconds."""

    api_url: str
    authorize_url: str
    token_url: str
    client_id: str
    client_secret: str
    api_key: str
    daily_units: int
    comment_units: int
    comment_videos: int
    thread_pages: int
    reply_threads: int
    timeout: float


def options() -> Options:
    of: dict[str, Any] = settings.NETWORKS["youtube"]
    return Options(
        api_url=of["API_URL"].rstrip("/"),
        authorize_url=of["AUTHORIZE_URL"],
        token_url=of["TOKEN_URL"].rstrip("/"),
        client_id=of["CLIENT_ID"],
        client_secret=of["CLIENT_SECRET"],
        api_key=of["API_KEY"],
        daily_units=int(of["DAILY_UNITS"]),
        comment_units=int(of.get("COMMENT_UNITS", COMMENT_UNITS)),
        comment_videos=int(of.get("COMMENT_VIDEOS", COMMENT_VIDEOS)),
        thread_pages=int(of.get("THREAD_PAGES", THREAD_PAGES)),
        reply_threads=int(of.get("REPLY_THREADS", REPLY_THREADS)),
        timeout=float(of.get("TIMEOUT", TIMEOUT)),
    )
