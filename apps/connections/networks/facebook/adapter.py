"""Facebook's pages as one of the networks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from apps.connections.networks.adapter import KEPT, Account, Capability, Credential, LinkFlow, Page
from apps.connections.networks.errors import Gone
from apps.connections.networks.facebook import grants, parse, statements
from apps.connections.networks.facebook.client import FacebookClient
from apps.connections.networks.facebook.options import POST_PAGES
from apps.connections.networks.meta.paging import Place, load
from apps.connections.networks.meta.reading import plan
from apps.connections.networks.meta.terms import TERMS
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
            commenters = _Commenters(client, credential, posts)
            place: Place | None = load(cursor) or commenters.plan(seen)
            while place is not None:
                items, place = commenters.take(place)
                yield Page(items, place.dump() if place is not None else None)

    def renew(self, credential: Credential) -> Credential:
        return grants.renew(credential)

    def revoke(self, credential: Credential) -> None:
        grants.revoke(credential)


class _Commenters:
    """Reads one page of one post's comments at a time."""

    def __init__(
        self, client: FacebookClient, credential: Credential, posts: Sequence[Post]
    ) -> None:
        self._client, self._posts = client, {post.post_id: post for post in posts}
        self._own = frozenset({credential.account_id, credential.grantor_id})

    def plan(self, seen: frozenset[str]) -> Place | None:
        posts = tuple(self._posts.values())
        return plan(posts, seen=seen, budget=self._client.options.comment_posts)

    def take(self, place: Place) -> tuple[tuple[Interaction, ...], Place | None]:
        """Nothing where the post is gone since it was listed."""
        post = self._posts.get(place.node)
        if post is None:
            return (), place.skip()
        try:
            body = self._client.comments(post.post_id, after=place.token)
        except Gone:
            return (), place.skip()
        found = () if place.is_loop(body) else parse.comments(body, post, own=self._own)
        return found, place.after(body, pages=self._client.options.comment_pages)


ADAPTER = FacebookAdapter()
