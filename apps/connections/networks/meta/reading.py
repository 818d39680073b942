"""Whose comments are read, and in which order."""

from __future__ import annotations

from collections.abc import Sequence

from apps.connections.networks.meta.paging import Place
from apps.connections.observations import Post


def plan(posts: Sequence[Post], *, seen: frozenset[str], budget: int) -> Place | None:
    """The posts with the most comments, at most ``budget`` of them. Where nobody commented, or
    nothing has changed since the post was ``seen``, nobody is asked for."""
    most = sorted(posts, key=_rank)[:budget]
    return Place.at(p.post_id for p in most if p.comments != 0 and p.post_id not in seen)


def _rank(post: Post) -> tuple[int, float]:
    """Most comments first, of equal ones the newest."""
    return -(post.comments or 0), -post.published_at.timestamp()
