"""Comments of wp/v2: from JSON to frozen values, and page by page. Names and links end here.

Source: https://developer.wordpress.org/rest-api/reference/comments/, confirmed on WordPress 6.1.9.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from apps.connections.networks.adapter import Page
from apps.connections.networks.errors import NotThisNetwork
from apps.connections.networks.keys import account_key
from apps.connections.networks.wp.values import mapping, natural, positive, sequence, time
from apps.connections.observations import Interaction, InteractionKind

PER_PAGE = 100  # the API's own maximum
MOST_PAGES = 1_000  # 100,000 items: beyond that a site is looping
PAST_THE_END = "rest_comment_invalid_page_number"
# No texts: what is not asked for does not even reach this machine. Of a comment by a stranger the
# name and link are all that tells one from another; both end in a keyed hash.
FIELDS = "id,post,author,author_name,author_url,date_gmt,status,type"
_SLACK = timedelta(days=1)  # ``after`` is compared in the site's own time zone


@dataclass(frozen=True, slots=True)
class Comment:
    """An approved comment. ``user_id`` is 0 for a stranger; ``actor_key`` is a keyed hash."""

    id: int
    post_id: str
    user_id: int
    actor_key: str
    at: datetime

    def as_interaction(self) -> Interaction:
        return Interaction(
            actor_key=self.actor_key,
            kind=InteractionKind.COMMENT,
            at=self.at,
            post_id=self.post_id,
            actor_reach=None,
        )


@dataclass(frozen=True, slots=True, repr=False)
class Raw:
    """A parsed body, and the numbers of all items and pages where the answer is paged."""

    body: object
    total: int | None = None
    pages: int | None = None

    def is_last(self, page: int) -> bool:
        if self.pages is not None:
            return page >= self.pages
        return not isinstance(self.body, list) or len(self.body) < PER_PAGE


@dataclass(frozen=True, slots=True)
class Place:
    """Where comments are read. ``ask``: the approved comments on these posts, since then, on page
    n. ``site`` is what names of strangers mean something within, ``user_key`` the keyed hash of a
    user's id, ``own_id`` the user whose acts do not count."""

    network: str
    site: str
    own_id: int
    user_key: Callable[[int], str]
    ask: Callable[[Sequence[str], datetime | None, int], Raw]


def query(posts: Sequence[str], since: datetime | None, page: int) -> dict[str, str | int]:
    """Of these posts (of all where there are none), by rising id: new ones come last and move no
    page."""
    params: dict[str, str | int] = {
        "orderby": "id",
        "order": "asc",
        "per_page": PER_PAGE,
        "page": page,
        "_fields": FIELDS,
    }
    if posts:
        params["post"] = ",".join(posts)
    return params | ({"after": after(since)} if since is not None else {})


def after(since: datetime) -> str:
    return (since - _SLACK).astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S+00:00")


def parse(
    raw: object, *, network: str, site: str, user_key: Callable[[int], str]
) -> tuple[Comment, ...]:
    comments = (mapping(entry) for entry in sequence(raw))
    return tuple(
        _comment(comment, network, site, user_key)
        for comment in comments
        if comment.get("status") == "approved" and comment.get("type") == "comment"
    )


def pages(
    place: Place, posts: Sequence[str], since: datetime | None, start: int = 1
) -> Iterator[tuple[list[Comment], int | None]]:
    """Comments by others on these posts, each page with the number of the page after it."""
    seen, wanted = set[int](), frozenset(posts)
    for page in range(start, MOST_PAGES):
        raw = place.ask(posts, since, page)
        found = parse(raw.body, network=place.network, site=place.site, user_key=place.user_key)
        new = [comment for comment in found if comment.id not in seen]
        seen.update(comment.id for comment in new)
        last = not new or raw.is_last(page)
        others = [c for c in new if c.user_id != place.own_id and c.post_id in wanted]
        yield others, None if last else page + 1
        if last:
            return


def interactions(
    place: Place, posts: Sequence[str], since: datetime, cursor: str | None
) -> Iterator[Page[Interaction]]:
    """100 posts at a time, since then. The cursor is ``first post of these:page``."""
    ids = sorted({int(post) for post in posts})
    chunks = [ids[start : start + PER_PAGE] for start in range(0, len(ids), PER_PAGE)]
    first, page = _place(cursor)
    for number, chunk in enumerate(chunks):
        if chunk[0] < first:
            continue
        start = page if chunk[0] == first else 1
        following = chunks[number + 1][0] if number + 1 < len(chunks) else None
        for found, next_page in pages(place, [str(i) for i in chunk], since, start):
            kept = tuple(c.as_interaction() for c in found if c.at >= since)
            yield Page(kept, _cursor(chunk[0], next_page, following))


def page_number(cursor: str | None) -> int:
    if cursor is None:
        return 1
    if not cursor.isdecimal():
        raise NotThisNetwork("a cursor of another adapter")
    return int(cursor)


def _place(cursor: str | None) -> tuple[int, int]:
    first, _, page = (cursor or "0:1").partition(":")
    return page_number(first), page_number(page)


def _cursor(first: int, page: int | None, following: int | None) -> str | None:
    if page is not None:
        return f"{first}:{page}"
    return None if following is None else f"{following}:1"


def _comment(
    raw: Mapping[str, object], network: str, site: str, user_key: Callable[[int], str]
) -> Comment:
    user_id = natural(raw.get("author"))
    return Comment(
        id=positive(raw.get("id")),
        post_id=str(positive(raw.get("post"))),
        user_id=user_id,
        actor_key=user_key(user_id) if user_id else _stranger_key(raw, network, site),
        at=time(raw.get("date_gmt")),
    )


def _stranger_key(raw: Mapping[str, object], network: str, site: str) -> str:
    """By the link, which is the same on all sites, else by the name, which is only this site's.
    All without either count as one, so that nobody gains engagers by leaving names out."""
    link, name = raw.get("author_url"), raw.get("author_name")
    if isinstance(link, str) and link.strip():
        bare = re.sub(r"^[a-z]+://(www\.)?", "", link.strip().lower())
        return account_key(network, f"url:{bare.rstrip('/')}")
    text = " ".join(name.split()).casefold() if isinstance(name, str) else ""
    return account_key(network, f"{site}#name:{text}")
