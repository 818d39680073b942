"""What is still to be read, as a value that becomes a cursor and comes back from one."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Self

from apps.connections.networks.wordpress_com.parse import Listed
from apps.connections.observations import Post

POST_PAGES = 20  # of 100: beyond that, somebody posts 22 times a day or the paging loops
PLACE = re.compile(r"[0-9]{1,20}:[0-9]{1,4}")
POST_ID = re.compile(r"[1-9][0-9]{0,19}")


@dataclass(frozen=True, slots=True)
class PostsPlace:
    """``handle`` goes on after ``page`` pages, the last post of which was ``floor``: all that
    follow are older, or of the same second with a lower id."""

    handle: str = ""
    page: int = 0
    floor: tuple[str, int] | None = None

    def below(self, posts: Sequence[Listed]) -> tuple[Listed, ...]:
        """Those that no page before held; a paging that loops holds no others."""
        if self.floor is None:
            return tuple(posts)
        at, post_id = datetime.fromisoformat(self.floor[0]), self.floor[1]
        return tuple(post for post in posts if (post.at, post.id) < (at, post_id))

    def after(self, posts: Sequence[Listed], handle: str) -> Self | None:
        if not posts or not handle or handle == self.handle or self.page + 1 >= POST_PAGES:
            return None
        lowest = min(posts, key=lambda post: (post.at, post.id))
        return type(self)(handle, self.page + 1, (lowest.at.isoformat(), lowest.id))

    def dump(self) -> str:
        return json.dumps({"handle": self.handle, "page": self.page, "floor": self.floor})


@dataclass(frozen=True, slots=True)
class ActsPlace:
    """``comments`` is the place in their stream, "" at its start and None at its end; ``likes``:
    the posts whose likes are still to be read."""

    comments: str | None
    likes: tuple[str, ...]

    @property
    def is_end(self) -> bool:
        return self.comments is None and not self.likes

    def dump(self) -> str:
        return json.dumps({"comments": self.comments, "likes": self.likes})


def load_posts(cursor: str | None) -> PostsPlace:
    """The start where there is no cursor, or none of ours."""
    try:
        found = json.loads(cursor or "null")
        at, post_id = found["floor"]
        datetime.fromisoformat(at)
        return PostsPlace(str(found["handle"]), int(found["page"]), (str(at), int(post_id)))
    except (ValueError, TypeError, KeyError):
        return PostsPlace()


def load_acts(cursor: str | None) -> ActsPlace | None:
    """None where there is no cursor, or none of ours: then the reading starts over."""
    try:
        found = json.loads(cursor or "null")
        comments, likes = found["comments"], tuple(found["likes"])
    except (ValueError, TypeError, KeyError):
        return None
    is_place = comments is None or comments == "" or PLACE.fullmatch(comments)
    if not is_place or not all(POST_ID.fullmatch(post_id) for post_id in likes):
        return None
    return ActsPlace(comments, likes)


def plan(
    posts: Sequence[Post], *, seen: frozenset[str], budget: int, comments_granted: bool
) -> ActsPlace:
    """Comments first, then the likes of the posts with the most of them, at most ``budget``, where
    somebody liked and something changed since the post was ``seen``."""
    most_liked = sorted(posts, key=lambda post: (-(post.likes or 0), -int(post.post_id)))[:budget]
    likes = (p.post_id for p in most_liked if p.likes != 0 and p.post_id not in seen)
    return ActsPlace("" if comments_granted and posts else None, tuple(likes))
