"""Instagram's HTTP interface: one method per call that is made, raw pages out."""

from __future__ import annotations

from typing import Self

from apps.connections.networks.adapter import Credential
from apps.connections.networks.answers import Body
from apps.connections.networks.instagram import fields
from apps.connections.networks.instagram.options import (
    COMMENT_PAGE,
    Options,
    options,
)
from apps.connections.networks.meta.client import Caller, GraphClient, paged

NETWORK = "instagram"


class InstagramClient(GraphClient):
    """Calls with one account's token. Raises only ``NetworkError``."""

    def __init__(self, access_token: str, *, account_id: str = "") -> None:
        self.options: Options = options()
        super().__init__(_caller(self.options.api_url, access_token, account_id))

    @classmethod
    def of(cls, credential: Credential) -> Self:
        return cls(credential.access_token, account_id=credential.account_id)

    def me(self) -> Body:
        return self._get("me", {"fields": fields.IDENTITY})

    def profile(self) -> Body:
        return self._get("me", {"fields": fields.PROFILE})

    def media(self, *, insights: bool, after: str) -> Body:
        """One page of posts, newest first. With their insights it is still one call."""
        asked = f"{fields.MEDIA},{fields.INSIGHTS}" if insights else fields.MEDIA
        size = str(self.options.post_page)
        return self._get("me/media", paged({"fields": asked, "limit": size}, after))

    def insights(self, media_id: str) -> Body:
        return self._get(f"{media_id}/insights", {"metric": fields.METRICS})

    def comments(self, media_id: str, after: str) -> Body:
        """One page of comments, newest first, each with the answers to it."""
        asked = {"fields": fields.COMMENTS, "limit": str(COMMENT_PAGE)}
        return self._get(f"{media_id}/comments", paged(asked, after))

    def withdraw(self) -> Body:
        """Takes back all that the account's owner allowed this application."""
        return self.delete(f"/{self.options.version}/me/permissions")

    def _get(self, path: str, params: dict[str, str]) -> Body:
        return self.get(f"/{self.options.version}/{path}", params)


def graph(url: str) -> GraphClient:
    """Without a token, for the calls that give one."""
    return GraphClient(_caller(url))


def _caller(url: str, access_token: str = "", account_id: str = "") -> Caller:
    return Caller(NETWORK, url, access_token, account_id, timeout=options().timeout)
