"""Facebook's HTTP interface: one method per call that is made, raw pages out. Each call proves that
it comes from the application's own server."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Self

from apps.connections.networks.adapter import Credential
from apps.connections.networks.answers import Body
from apps.connections.networks.facebook import statements
from apps.connections.networks.facebook.options import (
    ACCOUNT_PAGES,
    PAGE,
    POST_PAGE,
    Options,
    options,
)
from apps.connections.networks.meta.client import Caller, GraphClient, paged
from apps.connections.networks.meta.paging import Place

NETWORK = "facebook"
USER_FIELDS = "id,name"
ACCOUNT_FIELDS = "id,name,access_token"
FOLLOWERS = "followers_count,fan_count"
POST_FIELDS = "id,created_time,shares"
# Counted with the answers to comments, as the comments themselves are read.
COUNTS = (
    "reactions.summary(total_count).limit(0),comments.filter(stream).summary(total_count).limit(0)"
)
COMMENT_FIELDS = "id,created_time,from{id}"


class FacebookClient(GraphClient):
    """Calls with one token: a page's, or that of the person who manages it. ``scopes``: what it
    opens, empty where that is not known. Raises only ``NetworkError``."""

    def __init__(
        self, access_token: str = "", *, account_id: str = "", scopes: frozenset[str] = frozenset()
    ) -> None:
        self.options: Options = options()
        self._scopes = scopes
        super().__init__(
            Caller(
                NETWORK,
                self.options.api_url,
                access_token,
                account_id,
                app_secret=self.options.client_secret,
                timeout=self.options.timeout,
            )
        )

    @classmethod
    def of_page(cls, credential: Credential) -> Self:
        account_id, scopes = credential.account_id, credential.scopes
        return cls(credential.access_token, account_id=account_id, scopes=scopes)

    @classmethod
    def of_person(cls, credential: Credential) -> Self:
        """With the token of who allowed it; pages' tokens come from that one."""
        grantor_id, scopes = credential.grantor_id, credential.scopes
        return cls(credential.refresh_token, account_id=grantor_id, scopes=scopes)

    def me(self) -> Body:
        return self.get("me", {"fields": USER_FIELDS})

    def permissions(self) -> Body:
        return self.get("me/permissions", {})

    def pages(self) -> Iterator[Body]:
        """All pages that the person manages, each with its own token, 100 an answer."""
        fields = self._fields(ACCOUNT_FIELDS, statements.ENGAGEMENT, FOLLOWERS)
        place = Place.at(("me",))
        while place is not None:
            params = paged({"fields": fields, "limit": str(PAGE)}, place.token)
            body = self.get("me/accounts", params)
            if place.is_loop(body):
                return
            yield body
            place = place.after(body, pages=ACCOUNT_PAGES)

    def page_token(self, page_id: str) -> Body:
        return self.get(page_id, {"fields": "id,access_token"})

    def page(self, page_id: str) -> Body:
        fields = self._fields("id", statements.ENGAGEMENT, FOLLOWERS)
        return self.get(page_id, {"fields": fields})

    def posts(self, page_id: str, *, since: datetime, after: str) -> Body:
        fields = self._fields(POST_FIELDS, statements.CONTENT, COUNTS)
        moment = str(int(since.timestamp()))
        params = {"fields": fields, "since": moment, "limit": str(POST_PAGE)}
        return self.get(f"{page_id}/published_posts", paged(params, after))

    def comments(self, post_id: str, after: str) -> Body:
        """Comments and the answers to them, newest first."""
        params = {
            "fields": COMMENT_FIELDS,
            "filter": "stream",
            "order": "reverse_chronological",
            "limit": str(PAGE),
        }
        return self.get(f"{post_id}/comments", paged(params, after))

    def token(self, form: dict[str, str]) -> Body:
        own = {"client_id": self.options.client_id, "client_secret": self.options.client_secret}
        return self.post_tokens("oauth/access_token", {**form, **own})

    def withdraw(self, user_id: str) -> Body:
        """Takes the application off the person's list, for all their pages."""
        return self.delete(f"{user_id}/permissions")

    def _fields(self, always: str, scope: str, more: str) -> str:
        """What the token does not open is not asked for: Facebook would refuse the whole call."""
        return f"{always},{more}" if statements.is_granted(scope, self._scopes) else always
