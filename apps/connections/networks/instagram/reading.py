"""What is read in which order: posts with what Instagram tells of each, then who commented."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from functools import partial

from apps.connections.networks.answers import Body
from apps.connections.networks.errors import Forbidden, Gone, NotThisNetwork
from apps.connections.networks.instagram import parse
from apps.connections.networks.instagram.client import InstagramClient
from apps.connections.networks.instagram.options import POST_PAGES
from apps.connections.networks.meta.paging import Place
from apps.connections.networks.meta.reading import CommentReading
from apps.connections.networks.meta.values import items, node_id
from apps.connections.observations import Post

# The two ways in which posts are read. Older posts than one whose insights Instagram refuses have
# none either: the account was a personal one then.
WITH_INSIGHTS, PLAIN = "insights", "plain"
REFUSED = (Forbidden, Gone, NotThisNetwork)  # where nothing else is wrong, this one thing is


def first(*, insights: bool) -> Place:
    return Place((WITH_INSIGHTS if insights else PLAIN,))


class PostReading:
    """Reads one page of posts at a time, down to ``since``."""

    def __init__(self, client: InstagramClient, since: datetime) -> None:
        self._client, self._since = client, since

    def take(self, place: Place) -> tuple[tuple[Post, ...], Place | None]:
        body, place = self._page(place)
        found = () if place.is_loop(body) else parse.posts(body)
        items = tuple(post for post in found if post.published_at >= self._since)
        return items, place.after(body, pages=POST_PAGES) if len(items) == len(found) else None

    def _page(self, place: Place) -> tuple[Body, Place]:
        if place.node == WITH_INSIGHTS:
            try:
                return self._client.media(insights=True, after=place.token), place
            except REFUSED:
                body = self._client.media(insights=False, after=place.token)
            return self._one_by_one(body), replace(place, nodes=(PLAIN,))
        return self._client.media(insights=False, after=place.token), place

    def _one_by_one(self, body: Body) -> Body:
        """One post without insights makes Instagram refuse a whole page of them."""
        posts = [{**raw, "insights": self._insights(node_id(raw))} for raw in items(body)]
        return {**body, "data": posts}

    def _insights(self, post_id: str) -> Body:
        try:
            return self._client.insights(post_id)
        except REFUSED:
            return {}


def comment_reading(client: InstagramClient, posts: Sequence[Post]) -> CommentReading:
    own = parse.identity(client.me())
    return CommentReading(
        posts,
        ask=client.comments,
        parse=partial(parse.comments, own=own),
        most=client.options.comment_pages,
    )
