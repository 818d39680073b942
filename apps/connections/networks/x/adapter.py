"""X as one of the networks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from apps.connections.networks.adapter import KEPT, Account, Capability, Credential, LinkFlow, Page
from apps.connections.networks.answers import Body
from apps.connections.networks.errors import Gone
from apps.connections.networks.paging import pages
from apps.connections.networks.x import grants, parse, statements
from apps.connections.networks.x.client import XClient
from apps.connections.networks.x.reading import POST_PAGES, Reading, Stage, load, plan
from apps.connections.networks.x.statements import is_granted
from apps.connections.observations import (
    Interaction,
    InteractionKind,
    Metric,
    Post,
    Profile,
    SampledFollowers,
)


class XAdapter:
    name = "x"
    label = "X"
    flow = LinkFlow.OAUTH
    scopes: Sequence[str] = statements.SCOPES
    costs: Mapping[str, str] = statements.COSTS
    no_account = ""
    by_time = frozenset({InteractionKind.COMMENT, InteractionKind.MENTION})
    by_post = frozenset({InteractionKind.LIKE, InteractionKind.SHARE})
    kept = KEPT
    consent = statements.CONSENT
    terms = statements.TERMS

    def capabilities(self) -> Mapping[Metric, Capability]:
        return statements.capabilities()

    def accounts(self, credential: Credential) -> Sequence[Account]:
        return (Account(credential),)

    def profile(self, credential: Credential) -> Profile:
        with _client(credential) as client:
            told = parse.profile(client.me())
        refused = statements.refused(credential.scopes)
        return replace(told, not_measured={**told.not_measured, **refused})

    def posts(
        self, credential: Credential, *, since: datetime, cursor: str | None = None
    ) -> Iterator[Page[Post]]:
        place: Reading | None = load(cursor) or Reading(((Stage.POSTS, ""),))
        with _client(credential) as client:
            while place is not None:
                body = client.posts(credential.account_id, since=since, token=place.token)
                body = parse.below(body, place.floor)
                items = tuple(p for p in parse.posts(body) if p.published_at >= since)
                place = _next(place, body, pages=POST_PAGES)
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
        with _client(credential) as client:
            step = _Steps(client, credential.account_id, posts, since)
            yield from pages(load(cursor) or step.plan(credential, seen), step.take)

    def sample_followers(self, credential: Credential) -> SampledFollowers | None:
        if not is_granted("follows.read", credential.scopes):
            return None
        with _client(credential) as client:
            return parse.followers(client.followers(credential.account_id))

    def renew(self, credential: Credential) -> Credential:
        return grants.renew(credential)

    def revoke(self, credential: Credential) -> None:
        grants.revoke(credential)


class _Steps:
    """Reads one page of one step at a time."""

    def __init__(
        self, client: XClient, own_id: str, posts: Sequence[Post], since: datetime
    ) -> None:
        self._client, self._own_id, self._since = client, own_id, since
        self._posts = {post.post_id: post for post in posts}

    def plan(self, credential: Credential, seen: frozenset[str]) -> Reading:
        return plan(
            tuple(self._posts.values()),
            seen=seen,
            budget=self._client.options.interactor_posts,
            likes_granted=is_granted("like.read", credential.scopes),
        )

    def take(self, place: Reading) -> tuple[tuple[Interaction, ...], Reading | None]:
        stage, post_id = place.step
        if stage is Stage.MENTIONS:
            body = self._client.mentions(self._own_id, since=self._since, token=place.token)
            body = parse.below(body, place.floor)
            pages = self._client.options.mention_pages
            return self._mentions(body, place), _next(place, body, pages=pages)
        # X names at most 100 people for each of the others: there is no second page.
        return self._of_post(stage, post_id), place.after("", pages=1)

    def _mentions(self, body: Body, place: Reading) -> tuple[Interaction, ...]:
        found = parse.mentions(
            body,
            own_id=self._own_id,
            own_posts=self._posts,
            quotes_read=frozenset(i for stage, i in place.steps if stage is Stage.QUOTES),
        )
        return tuple(act for act in found if act.at >= self._since)

    def _of_post(self, stage: Stage, post_id: str) -> tuple[Interaction, ...]:
        """Nothing where the post is gone since it was listed."""
        post = self._posts.get(post_id)
        if post is None:
            return ()
        try:
            return self._read(stage, post)
        except Gone:
            return ()

    def _read(self, stage: Stage, post: Post) -> tuple[Interaction, ...]:
        if stage is Stage.LIKES:
            body = self._client.likers(post.post_id)
            return parse.users(body, InteractionKind.LIKE, post, own_id=self._own_id)
        if stage is Stage.REPOSTS:
            body = self._client.reposters(post.post_id)
            return parse.users(body, InteractionKind.SHARE, post, own_id=self._own_id)
        body = self._client.quotes(post.post_id)
        return parse.quotes(body, post, own_id=self._own_id)


def _client(credential: Credential) -> XClient:
    return XClient(credential.access_token, account_id=credential.account_id)


def _next(place: Reading, body: Body, *, pages: int) -> Reading | None:
    floor = parse.lowest(body, place.floor)
    return place.after(parse.next_token(body), pages=pages, floor=floor)


ADAPTER = XAdapter()
