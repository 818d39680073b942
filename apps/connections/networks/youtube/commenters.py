"""Who commented under a channel's videos: threads newest first, what is missing of their replies,
and the reach of those who wrote them, 50 a call."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import batched

from apps.connections.networks.adapter import Page
from apps.connections.networks.answers import Body
from apps.connections.networks.errors import Forbidden, Gone
from apps.connections.networks.youtube import parse
from apps.connections.networks.youtube.client import PAGE, YouTubeClient
from apps.connections.networks.youtube.reading import Reading, load, plan
from apps.connections.networks.youtube.refusals import CLIENT
from apps.connections.networks.youtube.resources import Comment, Thread
from apps.connections.networks.youtube.values import next_token
from apps.connections.observations import Interaction, Post


class Commenters:
    def __init__(self, client: YouTubeClient, own_id: str, posts: Sequence[Post]) -> None:
        self._client, self._own_id = client, own_id
        self._posts = {post.post_id: post for post in posts}
        self._reach: dict[str, int | None] = {}  # of this reading: people come again and again

    def pages(self, cursor: str | None, seen: frozenset[str]) -> Iterator[Page[Interaction]]:
        own = self._client.options
        place = load(cursor) or plan(
            tuple(self._posts.values()),
            videos=own.comment_videos,
            units=own.comment_units,
            seen=seen,
        )
        while place is not None:
            items, place = self._take(place)
            yield Page(items, place.dump() if place is not None else None)

    def _take(self, place: Reading) -> tuple[Sequence[Interaction], Reading | None]:
        before = self._client.units
        post = self._posts.get(place.lists[0])
        body = self._threads(post, place.token) if post is not None else {}
        threads = parse.threads(body)
        first = threads[0].top.comment_id if threads else ""
        token = next_token(body)
        if post is None or place.is_known(first):
            threads, token = (), ""
        items = self._acts(threads, post) if post is not None else ()
        spent = self._client.units - before
        pages = self._client.options.thread_pages
        return items, place.after(token, pages=pages, first=first, spent=spent)

    def _threads(self, post: Post, token: str) -> Body:
        """Nothing where the video is gone since it was listed, its comments were switched off, or
        only some may see them."""
        try:
            return self._client.threads(post.post_id, token)
        except Gone:
            return {}
        except Forbidden as refused:
            if refused.scope == CLIENT:
                raise
            return {}

    def _acts(self, threads: Sequence[Thread], post: Post) -> Sequence[Interaction]:
        found = [thread.top for thread in threads]
        found += [reply for thread in threads for reply in thread.replies]
        found += self._missing(threads)
        self._learn(found)
        return parse.acts(found, post, own_id=self._own_id, known=self._reach)

    def _missing(self, threads: Sequence[Thread]) -> list[Comment]:
        """The newest 100 replies of the threads of which most is missing."""
        most = sorted((t for t in threads if t.missing > 0), key=_missing, reverse=True)
        found: list[Comment] = []
        for thread in most[: self._client.options.reply_threads]:
            try:
                found += parse.comments(self._client.replies(thread.top.comment_id))
            except Gone:
                continue
        return found

    def _learn(self, found: Sequence[Comment]) -> None:
        """The reach of everybody new. Who is not told of has none that could be known."""
        authors = {each.author for each in found if each.author} - {self._own_id}
        for ids in batched(sorted(authors - self._reach.keys()), PAGE):
            self._reach |= dict.fromkeys(ids) | parse.reach(self._client.reach(ids))


def _missing(thread: Thread) -> int:
    return thread.missing
