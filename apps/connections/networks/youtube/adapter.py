"""YouTube as one of the networks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta

from apps.connections.networks.adapter import Account, Capability, Credential, LinkFlow, Page
from apps.connections.networks.youtube import channels, grants, parse, statements
from apps.connections.networks.youtube.client import YouTubeClient
from apps.connections.networks.youtube.commenters import Commenters
from apps.connections.networks.youtube.uploads import Uploads
from apps.connections.observations import Interaction, InteractionKind, Metric, Post, Profile


class YouTubeAdapter:
    name = "youtube"
    label = "YouTube"
    flow = LinkFlow.OAUTH
    scopes: Sequence[str] = statements.SCOPES
    costs: Mapping[str, str] = statements.COSTS
    no_account = statements.NO_ACCOUNT
    by_time: frozenset[InteractionKind] = frozenset()
    by_post = frozenset({InteractionKind.COMMENT})
    kept = timedelta(days=30)  # what is not read anew within that has to go
    consent = statements.CONSENT
    terms = statements.TERMS
    sample_followers = None

    def capabilities(self) -> Mapping[Metric, Capability]:
        return statements.capabilities()

    def accounts(self, credential: Credential) -> Sequence[Account]:
        return channels.accounts(credential)

    def profile(self, credential: Credential) -> Profile:
        with YouTubeClient(credential.access_token) as client:
            channel = channels.own(client, credential.account_id)
        return parse.profile(channel, never=statements.never())

    def posts(
        self, credential: Credential, *, since: datetime, cursor: str | None = None
    ) -> Iterator[Page[Post]]:
        with YouTubeClient(credential.access_token) as client:
            yield from Uploads(client, credential.account_id, since).pages(cursor)

    def interactions(
        self,
        credential: Credential,
        *,
        posts: Sequence[Post],
        since: datetime,
        seen: frozenset[str] = frozenset(),
        cursor: str | None = None,
    ) -> Iterator[Page[Interaction]]:
        """Without the application's key, comments stay unread and there is no page."""
        with YouTubeClient(credential.access_token) as client:
            if client.options.api_key:
                yield from Commenters(client, credential.account_id, posts).pages(cursor, seen)

    def renew(self, credential: Credential) -> Credential:
        return grants.renew(credential)

    def revoke(self, credential: Credential) -> None:
        grants.revoke(credential)


ADAPTER = YouTubeAdapter()
