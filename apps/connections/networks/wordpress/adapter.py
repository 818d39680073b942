"""Self-hosted WordPress behind the one interface of all networks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from apps.connections.networks.adapter import Account, Capability, Credential, LinkFlow, Page
from apps.connections.networks.errors import (
    Forbidden,
    Gone,
    NeedsReauth,
    NotThisNetwork,
)
from apps.connections.networks.wordpress.client import PER_PAGE, Raw, Rest
from apps.connections.networks.wordpress.facts import CAPABILITIES, CONSENT, TERMS
from apps.connections.networks.wordpress.parse import (
    NETWORK,
    Comment,
    as_post,
    parse_comments,
    parse_grant,
    parse_posts,
    parse_user,
    user_key,
)
from apps.connections.networks.wordpress.site import site_key
from apps.connections.observations import (
    Interaction,
    InteractionKind,
    Metric,
    Post,
    Profile,
    Reason,
)

_MOST_PAGES = 1_000  # 100,000 items: beyond that a site is looping


class WordPress:
    name = NETWORK
    label = "WordPress"
    flow = LinkFlow.APPLICATION_PASSWORD
    scopes: Sequence[str] = ()
    costs: Mapping[str, str] = {}
    no_account = ""
    by_time = frozenset({InteractionKind.COMMENT})
    consent = CONSENT
    terms = TERMS

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
            for page in range(_page(cursor), _MOST_PAGES):
                raw = rest.posts(author=author, since=since, page=page)
                found = [(i, at) for i, at in parse_posts(raw.body) if i not in seen]
                seen.update(post_id for post_id, _ in found)
                kept = [(post_id, at) for post_id, at in found if at >= since]
                counts = _comment_counts(rest, [i for i, _ in kept], credential)
                last = not found or _is_last(raw, page)
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
        """Comments by others, 100 posts at a time. The cursor is ``first post of these:page``."""
        ids = sorted({int(post.post_id) for post in posts})
        try:
            yield from _interactions(credential, ids, since, cursor)
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
    return Rest(credential.site, user=credential.user, password=credential.access_token)


def _interactions(
    credential: Credential, ids: Sequence[int], since: datetime, cursor: str | None
) -> Iterator[Page[Interaction]]:
    chunks = [ids[start : start + PER_PAGE] for start in range(0, len(ids), PER_PAGE)]
    first, page = _place(cursor)
    with _rest(credential) as rest:
        for number, chunk in enumerate(chunks):
            if chunk[0] < first:
                continue
            start = page if chunk[0] == first else 1
            following = chunks[number + 1][0] if number + 1 < len(chunks) else None
            for found, after in _comment_pages(rest, chunk, since, start, credential):
                kept = tuple(c.as_interaction() for c in found if c.at >= since)
                yield Page(kept, _cursor(chunk[0], after, following))


def _is_closed(rest: Rest) -> bool:
    """Whether the site keeps its comments from the API, as some plugins do."""
    try:
        rest.comments(posts=(), since=None, page=1, size=1)
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
        for found, _ in _comment_pages(rest, [int(i) for i in posts], None, 1, credential):
            counts.update(comment.post_id for comment in found)
    except (Forbidden, Gone):
        return None
    return counts


def _comment_pages(
    rest: Rest,
    posts: Sequence[int],
    since: datetime | None,
    start: int,
    credential: Credential,
) -> Iterator[tuple[list[Comment], int | None]]:
    """Pages of comments by others on these posts, each with the number of the page after it."""
    own, site, seen = int(credential.account_id), site_key(credential.site), set[int]()
    wanted = [str(post) for post in posts]
    for page in range(start, _MOST_PAGES):
        raw = rest.comments(posts=wanted, since=since, page=page)
        found = parse_comments(raw.body, site=site)
        new = [comment for comment in found if comment.id not in seen]
        seen.update(comment.id for comment in new)
        last = not new or _is_last(raw, page)
        others = [c for c in new if c.user_id != own and c.post_id in wanted]
        yield others, None if last else page + 1
        if last:
            return


def _is_last(raw: Raw, page: int) -> bool:
    if raw.pages is not None:
        return page >= raw.pages
    return not isinstance(raw.body, list) or len(raw.body) < PER_PAGE


def _page(cursor: str | None) -> int:
    if cursor is None:
        return 1
    if not cursor.isdecimal():
        raise NotThisNetwork("a cursor of another adapter")
    return int(cursor)


def _place(cursor: str | None) -> tuple[int, int]:
    first, _, page = (cursor or "0:1").partition(":")
    return _page(first), _page(page)


def _cursor(first: int, page: int | None, following: int | None) -> str | None:
    if page is not None:
        return f"{first}:{page}"
    return None if following is None else f"{following}:1"


ADAPTER = WordPress()
