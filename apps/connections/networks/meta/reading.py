"""Whose comments are read, in which order, and one page at a time."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from apps.connections.networks.answers import Body
from apps.connections.networks.errors import Gone
from apps.connections.networks.meta.paging import Place
from apps.connections.observations import Interaction, Post

type Ask = Callable[[str, str], Body]  # of a post, after a token
type Parse = Callable[[Body, Post], tuple[Interaction, ...]]


def plan(posts: Sequence[Post], *, seen: frozenset[str], budget: int) -> Place | None:
    """The posts with the most comments, at most ``budget`` of them. Where nobody commented, or
    nothing has changed since the post was ``seen``, nobody is asked for."""
    most = sorted(posts, key=_rank)[:budget]
    return Place.at(p.post_id for p in most if p.comments != 0 and p.post_id not in seen)


def _rank(post: Post) -> tuple[int, float]:
    """Most comments first, of equal ones the newest."""
    return -(post.comments or 0), -post.published_at.timestamp()


class CommentReading:
    """Reads one page of one post's comments at a time, ``most`` pages of each."""

    def __init__(self, posts: Sequence[Post], *, ask: Ask, parse: Parse, most: int) -> None:
        self._posts = {post.post_id: post for post in posts}
        self._ask, self._parse, self._most = ask, parse, most

    def take(self, place: Place) -> tuple[tuple[Interaction, ...], Place | None]:
        """Nothing where the post is gone since it was listed."""
        post = self._posts.get(place.node)
        if post is None:
            return (), place.skip()
        try:
            body = self._ask(post.post_id, place.token)
        except Gone:
            return (), place.skip()
        found = () if place.is_loop(body) else self._parse(body, post)
        return found, place.after(body, pages=self._most)
