"""Who reacted: one step at a time, the stream of comments or the likes of one post."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from functools import partial

from apps.connections.networks.adapter import Credential, Page
from apps.connections.networks.errors import Forbidden, Gone
from apps.connections.networks.keys import account_key
from apps.connections.networks.wordpress_com import parse
from apps.connections.networks.wordpress_com.client import WordPressComClient
from apps.connections.networks.wordpress_com.reading import ActsPlace
from apps.connections.networks.wp import comments
from apps.connections.observations import Interaction, Post


class Steps:
    """Reads one step: the stream of comments, or the likes of one post."""

    def __init__(
        self,
        client: WordPressComClient,
        credential: Credential,
        posts: Sequence[Post],
        since: datetime,
    ) -> None:
        self._client, self._credential, self._since = client, credential, since
        self._posts = {post.post_id: post for post in posts}

    def take(self, place: ActsPlace) -> Iterator[tuple[Sequence[Interaction], ActsPlace]]:
        if place.comments is None:
            post_id, *left = place.likes
            yield self._likes(post_id), ActsPlace(None, tuple(left))
            return
        cursor: str | None = place.comments
        try:
            for page in self._comments(place.comments or None):
                cursor = page.cursor
                yield page.items, ActsPlace(cursor, place.likes)
        except (Forbidden, Gone):  # the site keeps its comments to itself
            pass
        if cursor is not None:
            yield (), ActsPlace(None, place.likes)

    def _comments(self, cursor: str | None) -> Iterator[Page[Interaction]]:
        site, network = self._credential.account_id, parse.NETWORK
        place = comments.Place(
            network=network,
            site=site,
            own_id=int(self._credential.grantor_id),
            user_key=lambda user_id: account_key(network, str(user_id)),
            ask=partial(self._client.comments, site),
        )
        return comments.interactions(place, [*self._posts], self._since, cursor)

    def _likes(self, post_id: str) -> Sequence[Interaction]:
        """Nothing where the post is gone since it was listed."""
        post = self._posts.get(post_id)
        if post is None:
            return ()
        try:
            body = self._client.likes(self._credential.account_id, post_id)
        except Gone:
            return ()
        return parse.likes(body, post, own=(self._credential.grantor_id,))
