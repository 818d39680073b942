"""WordPress.com as one of the networks: an account is one site, read as one of its authors."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
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
from apps.connections.networks.keys import account_key
from apps.connections.networks.wordpress_com import grants, parse, statements, stats
from apps.connections.networks.wordpress_com.acts import Steps
from apps.connections.networks.wordpress_com.client import WordPressComClient
from apps.connections.networks.wordpress_com.grants import is_granted
from apps.connections.networks.wordpress_com.reading import load_acts, load_posts, plan
from apps.connections.observations import (
    Interaction,
    InteractionKind,
    Metric,
    Post,
    Profile,
    ReachKind,
    Reason,
)


class WordPressCom:
    name = parse.NETWORK
    label = "WordPress.com"
    flow = LinkFlow.OAUTH
    scopes: Sequence[str] = statements.SCOPES
    costs: Mapping[str, str] = statements.COSTS
    no_account = statements.NO_ACCOUNT
    by_time = frozenset({InteractionKind.COMMENT})
    by_post = frozenset({InteractionKind.LIKE})
    kept = KEPT
    consent = statements.CONSENT
    terms = statements.TERMS
    sample_followers = None

    def capabilities(self) -> Mapping[Metric, Capability]:
        return statements.capabilities()

    def accounts(self, credential: Credential) -> Sequence[Account]:
        """Sites here where the person publishes. Those with a WordPress of their own are linked by
        their address, so that none counts twice."""
        with _client(credential) as client:
            only = parse.me(client.me()).site_id
            found = parse.sites(client.sites())
        return [
            Account(replace(credential, account_id=site.id, label=site.name), _note(site))
            for site in found
            if (site.manages or site.writes) and not site.is_elsewhere and only in ("", site.id)
        ]

    def profile(self, credential: Credential) -> Profile:
        site_id, author = credential.account_id, credential.grantor_id
        with _client(credential) as client:
            raw = client.site(site_id)
            reach = stats.reach(client, credential, parse.site(raw))
            total = parse.found(client.post_count(site_id, author=author))
        created = parse.created_at(raw)
        missing = {m: c.reason for m, c in self.capabilities().items() if c.reason is not None}
        if reach is None:
            missing[Metric.REACH] = Reason.NOT_GRANTED
        if not is_granted(credential, "stats"):
            missing[Metric.VIEWS] = Reason.NOT_GRANTED
        if created is None:
            missing[Metric.ACCOUNT_AGE] = Reason.HIDDEN
        return Profile(
            account_key=account_key(self.name, site_id),
            reach=reach,
            reach_kind=None if reach is None else ReachKind.FOLLOWERS,
            posts_total=total,
            created_at=created,
            not_measured=missing,
        )

    def posts(
        self, credential: Credential, *, since: datetime, cursor: str | None = None
    ) -> Iterator[Page[Post]]:
        place = load_posts(cursor)
        with _client(credential) as client:
            while True:
                body = client.posts(
                    credential.account_id,
                    author=credential.grantor_id,
                    since=since,
                    handle=place.handle,
                )
                found = place.below(parse.posts(body))
                kept = [post for post in found if post.at >= since]
                views = stats.views(client, credential, kept)
                following = place.after(found, parse.next_handle(body))
                items = tuple(
                    post.as_post(None if views is None else views.get(str(post.id), 0))
                    for post in kept
                )
                yield Page(items, following.dump() if following else None)
                if following is None:
                    return
                place = following

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
            step = Steps(client, credential, posts, since)
            place = load_acts(cursor) or plan(
                posts,
                seen=seen,
                budget=client.options.liked_posts,
                comments_granted=is_granted(credential, "comments"),
            )
            while not place.is_end:
                for items, following in step.take(place):
                    place = following
                    yield Page(items, None if place.is_end else place.dump())

    def renew(self, credential: Credential) -> Credential:
        return grants.renew(credential)

    def revoke(self, credential: Credential) -> None:
        grants.revoke(credential)


def _client(credential: Credential) -> WordPressComClient:
    return WordPressComClient(credential.access_token)


def _note(site: parse.Site) -> str:
    if not site.manages:
        return "Site that you write for"
    return audience(_("Site"), site.followers)


ADAPTER = WordPressCom()
