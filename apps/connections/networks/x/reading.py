"""What is still to be read, as a value that becomes a cursor and comes back from one."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Self

from apps.connections.observations import Post

POST_PAGES = 33  # X tells an account's newest 3,200 posts, 100 a page


class Stage(StrEnum):
    POSTS = "posts"
    MENTIONS = "mentions"
    LIKES = "likes"
    REPOSTS = "reposts"
    QUOTES = "quotes"


type Step = tuple[Stage, str]  # the post's id, "" where a stage has none


@dataclass(frozen=True, slots=True)
class Reading:
    """The steps left, the first of them begun: ``page`` pages of it are read down to the id
    ``floor`` (0: none yet), and ``token`` goes on."""

    steps: tuple[Step, ...]
    token: str = ""
    page: int = 0
    floor: int = 0

    @property
    def step(self) -> Step:
        return self.steps[0]

    def after(self, token: str, *, pages: int, floor: int = 0) -> Self | None:
        """The next place, None at the end. A network that answers with the same token again, or
        with ever new ones, has ended here."""
        if token and token != self.token and self.page + 1 < pages:
            return replace(self, token=token, page=self.page + 1, floor=floor)
        left = self.steps[1:]
        return type(self)(left) if left else None

    def dump(self) -> str:
        steps = [f"{stage}:{post_id}" for stage, post_id in self.steps]
        place = {"token": self.token, "page": self.page, "floor": self.floor}
        return json.dumps({"steps": steps, **place})


def load(cursor: str | None) -> Reading | None:
    """None where there is no cursor, or none of ours: then the reading starts over."""
    if cursor is None:
        return None
    try:
        found = json.loads(cursor)
        steps = tuple(_step(text) for text in found["steps"])
        place = str(found["token"]), int(found["page"]), int(found["floor"])
    except (ValueError, TypeError, KeyError, AttributeError):
        return None
    return Reading(steps, *place) if steps else None


def _step(text: str) -> Step:
    stage, _, post_id = text.partition(":")
    if not re.fullmatch(r"[0-9]{0,20}", post_id):
        raise ValueError("no id of a post")
    return Stage(stage), post_id


def plan(
    posts: Sequence[Post],
    *,
    budget: int,
    likes_granted: bool,
    seen: frozenset[str] = frozenset(),
) -> Reading:
    """Mentions first, then the interactors of the posts with the most reactions, at most
    ``budget`` of them; where a count says that nobody is there, or that nothing has changed since
    the post was ``seen``, nobody is asked for."""
    steps: list[Step] = [(Stage.MENTIONS, "")]
    for post in sorted(posts, key=_rank)[:budget]:
        if post.post_id in seen:
            continue
        if likes_granted and post.likes != 0:
            steps.append((Stage.LIKES, post.post_id))
        if post.shares != 0:
            steps += [(Stage.REPOSTS, post.post_id), (Stage.QUOTES, post.post_id)]
    return Reading(tuple(steps))


def _rank(post: Post) -> tuple[int, int]:
    """Most reactions first, of equal ones the newest."""
    reactions = (post.likes or 0) + (post.comments or 0) + (post.shares or 0)
    return -reactions, -int(post.post_id)
