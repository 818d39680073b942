"""Facebook's pages as one of the networks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from functools import partial

from apps.connections.networks.adapter import KEPT, Account, Capability, Credential, LinkFlow, Page
from apps.connections.networks.facebook import grants, parse, statements
from apps.connections.networks.facebook.client import FacebookClient
from apps.connections.networks.facebook.options import POST_PAGES
from apps.connections.networks.meta.paging import Place, load
from apps.connections.networks.meta.reading import CommentReading, plan
from apps.connections.networks.meta.terms import TERMS
from apps.connections.networks.paging import pages
from apps.connections.observations import Interaction, InteractionKind, Metric, Post, Profile


class FacebookAdapter:
    name = "facebook"
    label = "Facebook"
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
        return grants.accounts(credential)

    def profile(self, credential: Credential) -> Profile:
        with FacebookClient.of_page(credential) as client:
            return parse.profile(client.page(credential.account_id), credential.scopes)

    def posts(
        self, credential: Credential, *, since: datetime, cursor: str | None = None
    ) -> Iterator[Page[Post]]:
        if not statements.is_granted(statements.ENGAGEMENT, credential.scopes):
            return
        place: Place | None = load(cursor) or Place((credential.account_id,))
        with FacebookClient.of_page(credential) as client:
            while place is not None:
                body = client.posts(credential.account_id, since=since, after=place.token)
                found = () if place.is_loop(body) else parse.posts(body)
                place = place.after(body, pages=POST_PAGES)
                items = tuple(post for post in found if post.published_at >= since)
                yield Page(items, place.dump() if place is not None else None)

    def interactions(
        self,
        credential: Credential,
        *,
        posts: Sequence[Post],
        since: datetime,
        seen: frozenset[str] = frozenset(),
        cursor: str | None = None,
    ) -> Iterator[Page[Interaction]]:
        if not statements.is_granted(statements.CONTENT, credential.scopes):
            return
        with FacebookClient.of_page(credential) as client:
            reading = CommentReading(
                posts,
                ask=client.comments,
                parse=partial(parse.comments, own={credential.account_id, credential.grantor_id}),
                most=client.options.comment_pages,
            )
            place = load(cursor) or plan(posts, seen=seen, budget=client.options.comment_posts)
            yield from pages(place, reading.take)

    def renew(self, credential: Credential) -> Credential:
        return grants.renew(credential)

    def revoke(self, credential: Credential) -> None:
        grants.revoke(credential)


ADAPTER = FacebookAdapter()
