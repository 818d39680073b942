"""YouTube's HTTP interface: one method per call that is made, raw pages out. A call is tried three
times where the fault may pass by itself, and each try is counted as a unit of the day.

``fields`` names what is wanted, so that titles, texts, names and pictures never come here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

from apps.connections.networks.answers import Body
from apps.connections.networks.calls import MAX_BYTES, Client, bearer, send, server_of, tried
from apps.connections.networks.errors import QuotaExhausted
from apps.connections.networks.youtube import quota
from apps.connections.networks.youtube.options import Options, options
from apps.connections.networks.youtube.refusals import body_of
from apps.core.http import Answer, HttpClient

PAGE = 50  # ids a call, and items a page; YouTube gives no more
THREAD_PAGE = 100

COMMENT = "id,snippet(authorChannelId,publishedAt)"
OWN_CHANNELS = (
    "nextPageToken,items(id,snippet(title,publishedAt),"
    "statistics(subscriberCount,hiddenSubscriberCount,videoCount),"
    "contentDetails/relatedPlaylists/uploads)"
)
UPLOADS = "nextPageToken,items(contentDetails(videoId,videoPublishedAt),status/privacyStatus)"
VIDEOS = (
    "items(id,snippet(publishedAt,liveBroadcastContent),"
    "statistics(viewCount,likeCount,commentCount),status/privacyStatus)"
)
THREADS = (
    f"nextPageToken,items(id,snippet(totalReplyCount,topLevelComment({COMMENT})),"
    f"replies/comments({COMMENT}))"
)
REPLIES = f"items({COMMENT})"
REACH = "items(id,statistics(subscriberCount,hiddenSubscriberCount))"


class YouTubeClient(Client):
    """Calls with one account's token; those for public comments with the application's key. Raises
    only ``NetworkError``. ``units``: how many were spent."""

    def __init__(self, access_token: str) -> None:
        self.options: Options = options()
        self.units = 0
        self._own = bearer(access_token)
        self._key = {"X-Goog-Api-Key": self.options.api_key}
        super().__init__(server_of(self.options))

    def own_channels(self, token: str = "") -> Body:
        params = {"part": "snippet,statistics,contentDetails", "mine": "true"}
        return self._get("/channels", _paged(params, OWN_CHANNELS, token), self._own)

    def uploads(self, playlist_id: str, token: str) -> Body:
        params = {"part": "contentDetails,status", "playlistId": playlist_id}
        return self._get("/playlistItems", _paged(params, UPLOADS, token), self._own)

    def videos(self, ids: Sequence[str]) -> Body:
        """At most ``PAGE`` of them."""
        params = {"part": "snippet,statistics,status", "id": ",".join(ids), "fields": VIDEOS}
        return self._get("/videos", params, self._own)

    def threads(self, video_id: str, token: str) -> Body:
        params = {"part": "snippet,replies", "videoId": video_id, "order": "time"}
        return self._get("/commentThreads", _paged(params, THREADS, token, THREAD_PAGE), self._key)

    def replies(self, comment_id: str) -> Body:
        params = {"part": "snippet", "parentId": comment_id}
        return self._get("/comments", _paged(params, REPLIES, "", THREAD_PAGE), self._key)

    def reach(self, ids: Sequence[str]) -> Body:
        """At most ``PAGE`` of them."""
        params = {"part": "statistics", "id": ",".join(ids), "fields": REACH}
        return self._get("/channels", params | {"maxResults": str(PAGE)}, self._own)

    def _get(self, path: str, params: dict[str, str], headers: Mapping[str, str]) -> Body:
        return tried(lambda: self._once(path, params, headers))

    def _once(self, path: str, params: dict[str, str], headers: Mapping[str, str]) -> Body:
        now = datetime.now(UTC)
        quota.spend(limit=self.options.daily_units, now=now)
        self.units += quota.COST
        answer = send(lambda: self._http.get(path, params=params, headers=headers))
        try:
            return body_of(answer, now=now)
        except QuotaExhausted as error:
            quota.close(error)
            raise


def post(path: str, form: Mapping[str, str]) -> Answer:
    """To Google's token endpoints, once. They cost no unit."""
    own = options()
    with HttpClient(own.token_url, timeout=own.timeout, max_bytes=MAX_BYTES) as http:
        return send(lambda: http.post(path, data=form))


def _paged(params: dict[str, str], fields: str, token: str, size: int = PAGE) -> dict[str, str]:
    page = {**params, "fields": fields, "maxResults": str(size)}
    return {**page, "pageToken": token} if token else page
