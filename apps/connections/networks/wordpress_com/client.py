"""WordPress.com's HTTP interface: one method per call that is made, raw pages out. A call is tried
three times where the fault may pass by itself.

``fields`` (v1.1) and ``_fields`` (wp/v2) name what is wanted: titles, texts, names and addresses of
others are not even transferred. v1.1 has no part of a comment's author, who comes with an email
address and an IP: comments are read by wp/v2."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime

from apps.connections.networks.calls import Client, send, server_of, tried
from apps.connections.networks.wordpress_com.options import PAGE, Options, options
from apps.connections.networks.wordpress_com.refusals import Body, body_of, checked
from apps.connections.networks.wp import comments
from apps.connections.networks.wp.comments import Raw
from apps.core.http import Answer

V1 = "/rest/v1.1"
STATS_DAYS = 30  # the most that one call adds up

type Params = dict[str, str | int]

SITES: Params = {
    "fields": "ID,name,jetpack,is_deleted,capabilities,user_can_manage,subscribers_count",
    "include_domain_only": "false",
    "include_redirect": "false",
}
SITE: Params = {"fields": "ID,jetpack,is_deleted,user_can_manage,options", "options": "created_at"}
FOLLOWERS: Params = {"fields": "total_email,total_wpcom", "max": 1}
POSTS: Params = {
    "order_by": "date",
    "order": "DESC",
    "status": "publish",
    "type": "post",
    "number": PAGE,
    "fields": "ID,date,like_count,discussion",
}


class WordPressComClient(Client):
    """Calls with one token. Raises only ``NetworkError``. WordPress.com tells of no limit before it
    refuses, so there is nothing to learn from its answers' headers."""

    def __init__(self, access_token: str = "") -> None:
        self.options: Options = options()
        super().__init__(server_of(self.options, access_token))

    def me(self) -> Body:
        return self._get(f"{V1}/me", {"fields": "ID,token_scope,token_site_id"})

    def sites(self) -> Body:
        return self._get(f"{V1}/me/sites", SITES)

    def site(self, site: str) -> Body:
        return self._get(f"{V1}/sites/{site}", SITE)

    def followers(self, site: str) -> Body:
        """The numbers alone; ``max`` cannot be 0."""
        return self._get(f"{V1}/sites/{site}/stats/followers", FOLLOWERS)

    def post_count(self, site: str, *, author: str) -> Body:
        return self._get(
            f"{V1}/sites/{site}/posts/",
            {"author": author, "status": "publish", "type": "post", "number": 1, "fields": "ID"},
        )

    def posts(self, site: str, *, author: str, since: datetime, handle: str) -> Body:
        params = {**POSTS, "author": author, "after": _iso(since)}
        return self._get(
            f"{V1}/sites/{site}/posts/", params | ({"page_handle": handle} if handle else {})
        )

    def views(self, site: str, *, posts: Sequence[str], until: date) -> Body:
        """Views of these posts (at most 100) in the 30 days that end then."""
        params: Params = {
            "post_ids": ",".join(posts),
            "num": STATS_DAYS,
            "date": until.isoformat(),
            "fields": "date,ID,views",
        }
        return self._get(f"{V1}/sites/{site}/stats/views/posts", params)

    def likes(self, site: str, post_id: str) -> Body:
        return self._get(f"{V1}/sites/{site}/posts/{post_id}/likes/", {"fields": "ID,date_liked"})

    def comments(self, site: str, posts: Sequence[str], since: datetime | None, page: int) -> Raw:
        """Approved comments on these posts, one page. Past the end there is an empty one."""
        params = comments.query(posts, since, page)
        answer = self._tried(f"/wp/v2/sites/{site}/comments", params)
        if answer is None:
            return Raw(body=[])
        return Raw(body=answer.json(), pages=_number(answer.headers.get("x-wp-totalpages")))

    def token(self, form: dict[str, str]) -> Answer:
        """Once: a second try of a rotation that did arrive would show a used refresh token."""
        return self._post("/token", form)

    def revoke(self, form: dict[str, str]) -> Answer:
        return self._post("/revoke", form)

    def _post(self, path: str, form: dict[str, str]) -> Answer:
        own = {"client_id": self.options.client_id, "client_secret": self.options.client_secret}
        return send(lambda: self._http.post(self.options.token_url + path, data={**form, **own}))

    def _get(self, path: str, params: Params) -> Body:
        return body_of(self._tried(path, params))

    def _tried(self, path: str, params: Params) -> Answer | None:
        """None is a page past the end."""
        return tried(lambda: self._once(path, params))

    def _once(self, path: str, params: Params) -> Answer | None:
        answer = send(lambda: self._http.get(path, params=params))
        return checked(answer, now=datetime.now(UTC))


def _iso(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S+00:00")


def _number(text: str | None) -> int | None:
    return int(text) if text and text.isascii() and text.isdecimal() and len(text) < 10 else None
