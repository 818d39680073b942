"""What is taken of YouTube's resources, as frozen values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Channel:
    """One of the login's own: ``title`` is shown to its owner alone."""

    channel_id: str
    title: str
    subscribers: int | None
    videos: int | None
    created_at: datetime | None
    uploads: str  # the playlist's id, "" where there is none


@dataclass(frozen=True, slots=True)
class Upload:
    """An entry of the uploads. A private or deleted video has no time."""

    video_id: str
    at: datetime | None
    is_public: bool


@dataclass(frozen=True, slots=True)
class Comment:
    """``author`` is None for somebody without a channel."""

    comment_id: str
    author: str | None
    at: datetime


@dataclass(frozen=True, slots=True)
class Thread:
    """``replies`` are some of ``total``, not always all."""

    top: Comment
    replies: tuple[Comment, ...]
    total: int

    @property
    def missing(self) -> int:
        return self.total - len(self.replies)
