"""Instagram as one of the networks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from django.utils.translation import gettext_noop as _

from apps.connections.networks.adapter import (
    KEPT,
    Account,
    Capability,
    Credential,
    LinkFlow,
    Page,
    audience,
)
from apps.connections.networks.instagram import grants, parse, statements
from apps.connections.networks.instagram.client import InstagramClient
from apps.connections.networks.instagram.reading import PostReading, comment_reading, first
from apps.connections.networks.meta.paging import load
from apps.connections.networks.meta.reading import plan
from apps.connections.networks.meta.terms import TERMS
from apps.connections.networks.paging import pages
from apps.connections.observations import Interaction, InteractionKind, Metric, Post, Profile


class InstagramAdapter:
    name = "instagram"
    label = "Instagram"
    flow = LinkFlow.OAUTH
    scopes: Sequence[str] = statements.SCOPES
    costs: Mapping[str, str] = statements.COSTS
    no_account = statements.NO_ACCOUNT
    by_time: frozenset[InteractionKind] = frozenset()
    by_post = frozenset({InteractionKind.COMMENT})
    kept = KEPT
    consent = statements.CONSENT
    terms = TERMS
    sample_followers = None

    def capabilities(self) -> Mapping[Metric, Capability]:
        return statements.capabilities()

    def accounts(self, credential: Credential) -> Sequence[Account]:
        """The one account; none where it is a personal one."""
        with InstagramClient.of(credential) as client:
            me = parse.identity(client.me())
        if me.is_personal:
            return ()
        return (Account(credential, audience(_("Account"), me.followers)),)

    def profile(self, credential: Credential) -> Profile:
        with InstagramClient.of(credential) as client:
            return parse.profile(client.profile(), scopes=credential.scopes)

    def posts(
        self, credential: Credential, *, since: datetime, cursor: str | None = None
    ) -> Iterator[Page[Post]]:
        insights = statements.is_granted(statements.INSIGHTS, credential.scopes)
        place = load(cursor) or first(insights=insights)
        with InstagramClient.of(credential) as client:
            yield from pages(place, PostReading(client, since).take)

    def interactions(
        self,
        credential: Credential,
        *,
        posts: Sequence[Post],
        since: datetime,
        seen: frozenset[str] = frozenset(),
        cursor: str | None = None,
    ) -> Iterator[Page[Interaction]]:
        if not statements.is_granted(statements.COMMENTS, credential.scopes):
            return
        with InstagramClient.of(credential) as client:
            budget = client.options.interactor_posts
            place = load(cursor) or plan(posts, seen=seen, budget=budget)
            if place is not None:
                yield from pages(place, comment_reading(client, posts).take)

    def renew(self, credential: Credential) -> Credential:
        return grants.renew(credential)

    def revoke(self, credential: Credential) -> None:
        grants.revoke(credential)


ADAPTER = InstagramAdapter()
