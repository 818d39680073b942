"""Self-hosted WordPress behind the one interface of all networks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from functools import partial

from django.conf import settings

from apps.connections.networks.adapter import KEPT, Account, Capability, Credential, LinkFlow, Page
from apps.connections.networks.errors import Forbidden, Gone, NeedsReauth
from apps.connections.networks.wordpress.client import Rest
from apps.connections.networks.wordpress.facts import CAPABILITIES, CONSENT, TERMS
from apps.connections.networks.wordpress.parse import (
    NETWORK,
    as_post,
    parse_grant,
    parse_posts,
    parse_user,
    user_key,
)
from apps.connections.networks.wordpress.site import site_key
from apps.connections.networks.wp import comments
from apps.connections.observations import (
    Interaction,
    InteractionKind,
    Metric,
    Post,
    Profile,
    Reason,
)

TIMEOUT = 15.0  # seconds for each question to a site


class WordPress:
    name = NETWORK
    label = "WordPress"
    flow = LinkFlow.APPLICATION_PASSWORD
    scopes: Sequence[str] = ()
    costs: Mapping[str, str] = {}
    no_account = ""
    by_time = frozenset({InteractionKind.COMMENT})
    by_post: frozenset[InteractionKind] = frozenset()
    kept = KEPT
    consent = CONSENT
    terms = TERMS
    sample_followers = None

    def capabilities(self) -> Mapping[Metric, Capability]:
        return CAPABILITIES

    def accounts(self, credential: Credential) -> Sequence[Account]:
        return (Account(credential),)

    def profile(self, credential: Credential) -> Profile:
        with _rest(credential) as rest:
            user = parse_user(rest.me().body)
            total = rest.posts(author=user.id, since=None, page=1, size=1).total
            closed = _is_closed(rest)
        missing = {metric: c.reason for metric, c in CAPABILITIES.items() if c.reason is not None}
        if closed:
            missing |= dict.fromkeys((Metric.COMMENTS, Metric.INTERACTORS), Reason.NOT_GRANTED)
        if user.registered_at is None:
            missing[Metric.ACCOUNT_AGE] = Reason.HIDDEN
        return Profile(
            account_key=user_key(user.id, site=site_key(credential.site)),
            reach=None,
            reach_kind=None,
            posts_total=total,
            created_at=user.registered_at,
            not_measured=missing,
        )

    def posts(
        self, credential: Credential, *, since: datetime, cursor: str | None = None
    ) -> Iterator[Page[Post]]:
        """By falling id, which is newest first but for posts that waited as drafts."""
        author = int(credential.account_id)
        seen: set[str] = set()
        with _rest(credential) as rest:
            for page in range(comments.page_number(cursor), comments.MOST_PAGES):
                raw = rest.posts(author=author, since=since, page=page)
                found = [(i, at) for i, at in parse_posts(raw.body) if i not in seen]
                seen.update(post_id for post_id, _ in found)
                kept = [(post_id, at) for post_id, at in found if at >= since]
                counts = _comment_counts(rest, [i for i, _ in kept], credential)
                last = not found or raw.is_last(page)
                yield Page(
                    items=tuple(
                        as_post(i, at, comments=None if counts is None else counts[i])
                        for i, at in kept
                    ),
                    cursor=None if last else str(page + 1),
                )
                if last:
                    return

    def interactions(
        self,
        credential: Credential,
        *,
        posts: Sequence[Post],
        since: datetime,
        seen: frozenset[str] = frozenset(),
        cursor: str | None = None,
    ) -> Iterator[Page[Interaction]]:
        """Comments by others. The API gives them by time, so that what was seen before is not read
        again."""
        ids = [post.post_id for post in posts]
        try:
            with _rest(credential) as rest:
                yield from comments.interactions(_place(rest, credential), ids, since, cursor)
        except (Forbidden, Gone):  # closed comments, which profile() says
            yield Page((), None)

    def renew(self, credential: Credential) -> Credential:
        """An application password does not expire."""
        return credential

    def revoke(self, credential: Credential) -> None:
        with _rest(credential) as rest:
            try:
                rest.forget_grant(credential.grant_id or parse_grant(rest.grant().body))
            except (NeedsReauth, Gone):
                return


def _rest(credential: Credential) -> Rest:
    patience = float(settings.NETWORKS[NETWORK].get("TIMEOUT", TIMEOUT))
    site, password = credential.site, credential.access_token
    return Rest(site, user=credential.user, password=password, timeout=patience)


def _place(rest: Rest, credential: Credential) -> comments.Place:
    site = site_key(credential.site)
    own = int(credential.account_id)
    return comments.Place(NETWORK, site, own, partial(user_key, site=site), rest.comments)


def _is_closed(rest: Rest) -> bool:
    """Whether the site keeps its comments from the API, as some plugins do."""
    try:
        rest.any_comment()
    except (Forbidden, Gone):
        return True
    return False


def _comment_counts(
    rest: Rest, posts: Sequence[str], credential: Credential
) -> Counter[str] | None:
    """Approved comments by others on each of these posts; None where the site does not tell."""
    counts: Counter[str] = Counter()
    if not posts:
        return counts
    try:
        for found, _ in comments.pages(_place(rest, credential), posts, None):
            counts.update(comment.post_id for comment in found)
    except (Forbidden, Gone):
        return None
    return counts


ADAPTER = WordPress()
