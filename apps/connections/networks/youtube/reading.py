"""What is still to be read, as a value that becomes a cursor and comes back from one."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from typing import Self

from apps.connections.networks.keys import account_key
from apps.connections.observations import Post

POST_PAGES = 20  # of 50: the newest 1,000 videos


@dataclass(frozen=True, slots=True)
class Reading:
    """The lists left, the first of them begun: a playlist's id, or ids of videos whose comments
    are read. ``page`` pages of it are read and ``token`` goes on; ``first`` is the keyed hash of
    the id with which the page before began, ``units`` how many calls are left."""

    lists: tuple[str, ...]
    units: int
    token: str = ""
    page: int = 0
    first: str = ""

    def after(self, token: str, *, pages: int, first: str, spent: int) -> Self | None:
        """The next place, None at the end: of the lists, or of the calls."""
        left = self.units - spent
        if left <= 0:
            return None
        if token and token != self.token and self.page + 1 < pages:
            return replace(self, token=token, page=self.page + 1, first=_mark(first), units=left)
        return type(self)(self.lists[1:], left) if self.lists[1:] else None

    def is_known(self, first: str) -> bool:
        """Whether a page that begins so came before: then the paging loops."""
        return bool(first) and _mark(first) == self.first

    def dump(self) -> str:
        return json.dumps(asdict(self))


def load(cursor: str | None) -> Reading | None:
    """None where there is no cursor, or none of ours: then the reading starts over."""
    if cursor is None:
        return None
    try:
        found = json.loads(cursor)
        lists = tuple(_id(text) for text in found["lists"])
        units, page = int(found["units"]), int(found["page"])
        place = Reading(lists, units, str(found["token"]), page, str(found["first"]))
    except (ValueError, TypeError, KeyError):
        return None
    return place if lists else None


def _mark(first: str) -> str:
    return account_key("youtube", first)[:16] if first else ""


def _id(text: str) -> str:
    if not re.fullmatch(r"[\w-]{1,64}", text, re.ASCII):
        raise ValueError("no id of YouTube")
    return text


def plan(
    posts: Sequence[Post], *, videos: int, units: int, seen: frozenset[str] = frozenset()
) -> Reading | None:
    """The comments of the most commented videos, at most ``videos`` of them; none where a count
    says that nobody commented, that comments are switched off, or that nothing has changed since
    the video was ``seen``."""
    ranked = sorted(posts, key=_rank)[:videos]
    left = tuple(p.post_id for p in ranked if p.comments and p.post_id not in seen)
    return Reading(left, units) if left else None


def _rank(post: Post) -> tuple[int, float]:
    """Most comments first, of equal ones the newest."""
    return -(post.comments or 0), -post.published_at.timestamp()
