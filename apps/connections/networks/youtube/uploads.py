"""The public videos of a channel: the list of its uploads, and then their numbers, 50 a call."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from apps.connections.networks.adapter import Page
from apps.connections.networks.answers import Body
from apps.connections.networks.errors import Gone
from apps.connections.networks.youtube import channels, parse
from apps.connections.networks.youtube.client import YouTubeClient
from apps.connections.networks.youtube.reading import POST_PAGES, Reading, load
from apps.connections.networks.youtube.resources import Upload
from apps.connections.networks.youtube.values import next_token
from apps.connections.observations import Post


class Uploads:
    def __init__(self, client: YouTubeClient, channel_id: str, since: datetime) -> None:
        self._client, self._channel_id, self._since = client, channel_id, since

    def pages(self, cursor: str | None) -> Iterator[Page[Post]]:
        place = load(cursor) or self._begin()
        while place is not None:
            items, place = self._take(place)
            yield Page(items, place.dump() if place is not None else None)

    def _begin(self) -> Reading | None:
        playlist = channels.own(self._client, self._channel_id).uploads
        return Reading((playlist,), units=2 * POST_PAGES) if playlist else None

    def _take(self, place: Reading) -> tuple[Sequence[Post], Reading | None]:
        spent = self._client.units
        body = self._listed(place)
        listed = parse.uploads(body)
        first = listed[0].video_id if listed else ""
        if place.is_known(first):
            return (), None
        fresh = [each.video_id for each in listed if each.is_public and self._is_fresh(each)]
        found = parse.posts(self._client.videos(fresh)) if fresh else ()
        token = "" if self._is_past(listed) else next_token(body)
        spent = self._client.units - spent
        after = place.after(token, pages=POST_PAGES, first=first, spent=spent)
        return tuple(post for post in found if post.published_at >= self._since), after

    def _listed(self, place: Reading) -> Body:
        """A channel that never showed a video has a list that cannot be found."""
        try:
            return self._client.uploads(place.lists[0], place.token)
        except Gone:
            return {}

    def _is_fresh(self, upload: Upload) -> bool:
        return upload.at is not None and upload.at >= self._since

    def _is_past(self, listed: Sequence[Upload]) -> bool:
        """The list is newest first, but YouTube does not promise it, and a video that was private
        for a while stands where it was uploaded: a whole page has to be older."""
        dated = [upload.at for upload in listed if upload.at is not None]
        return bool(dated) and max(dated) < self._since
