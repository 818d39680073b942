"""People of the world whose channel is open to us, without the pages on which they linked it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta

from apps.connections.networks.adapter import Credential
from apps.connections.networks.youtube.adapter import ADAPTER
from apps.connections.networks.youtube.statements import SCOPES
from apps.connections.observations import Interaction, Post
from apps.sandbox.world import Kind, Person, Reaction, world
from apps.sandbox.world import Post as WorldPost
from apps.sandbox.youtube import ids, people, talk
from apps.sandbox.youtube.standin import STANDIN
from tests.sandbox.still import is_still

WINDOW = timedelta(days=90)
SHOWN_BESIDE = 5  # replies


def somebody(*, hides: bool = False, fits: Callable[[Person], bool] | None = None) -> Person:
    """The first with something to show, of which nothing changes while a test lasts."""
    here, now = world(network="youtube"), datetime.now(UTC)
    return next(
        person
        for person in here.people
        if person.kind is Kind.ORDINARY
        and people.Channel(person).hides is hides
        and 3 <= len(shown_by(person)) <= 40
        and any(comments_on(post) for post in shown_by(person))
        and is_still(here, person, now=now)
        and (fits is None or fits(person))
    )


def talked_about(person: Person) -> bool:
    """Whether a video has more replies than YouTube shows beside a thread, and none too many."""
    here, now = world(network="youtube"), datetime.now(UTC)
    post = max(shown_by(person), key=comments_on)
    threads = talk.threads(here, post, now) if 30 <= comments_on(post) <= 99 else []
    return any(len(thread.replies) > SHOWN_BESIDE for thread in threads)


def shown_by(person: Person) -> list[WorldPost]:
    now = datetime.now(UTC)
    return [p for p in world(network="youtube").posts(person, now=now) if p.at >= now - WINDOW]


def comments_on(post: WorldPost) -> int:
    return world(network="youtube").count(post, Reaction.REPLY, now=datetime.now(UTC))


def credential_for(person: Person, *scopes: str, brand: bool = False) -> Credential:
    """All scopes, where none are named."""
    allowed = scopes or SCOPES
    tokens = STANDIN.grants.issue_tokens(STANDIN.grants.open_grant(person.id, allowed))
    return Credential(
        account_id=ids.channel_id(person.id, brand=brand),
        label=person.handle,
        access_token=tokens.access,
        refresh_token=tokens.refresh,
        expires_at=datetime.now(UTC) + timedelta(hours=1),
        scopes=frozenset(allowed),
    )


def since() -> datetime:
    return datetime.now(UTC) - WINDOW


def posts_of(credential: Credential) -> list[Post]:
    return [p for page in ADAPTER.posts(credential, since=since()) for p in page.items]


def acts_of(
    credential: Credential, posts: Sequence[Post], seen: frozenset[str] = frozenset()
) -> list[Interaction]:
    pages = ADAPTER.interactions(credential, posts=posts, since=since(), seen=seen)
    return [act for page in pages for act in page.items]
