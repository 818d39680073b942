"""People of the world whose account is open to us, without the pages on which they linked it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta

from apps.connections.networks.adapter import Credential
from apps.connections.networks.instagram.adapter import ADAPTER
from apps.connections.networks.instagram.statements import SCOPES
from apps.connections.observations import Interaction, Post
from apps.sandbox.instagram.people import hides_likes, professional_id, professional_since
from apps.sandbox.instagram.standin import LONG_SECONDS, STANDIN
from apps.sandbox.world import Kind, Person, Reaction, world
from tests.sandbox.still import is_still

WINDOW = timedelta(days=90)


def somebody(*, hides: bool = False) -> Person:
    """The first ordinary person who has something to show, which others of the world answered, and
    of which nothing changes while a test lasts. ``hides``: the likes."""
    return _first(
        lambda p: p.kind is Kind.ORDINARY and hides_likes(p) is hides and _has_something(p)
    )


def beginner() -> Person:
    """Somebody whose account was a personal one for the first days, with posts from before and
    after."""

    def began_early(person: Person) -> bool:
        posts = world(network="instagram").posts(person, now=datetime.now(UTC))
        before = [post.at < professional_since(person) for post in posts]
        return before.count(True) >= 2 and before.count(False) >= 2

    return _first(lambda p: p.kind is Kind.FRESH and not hides_likes(p) and began_early(p))


def _first(fits: Callable[[Person], bool]) -> Person:
    return next(person for person in world(network="instagram").people if fits(person))


def _has_something(person: Person) -> bool:
    here, now = world(network="instagram"), datetime.now(UTC)
    posts = [post for post in here.posts(person, now=now) if post.at >= now - WINDOW]
    if not 2 <= len(posts) <= 40 or not is_still(here, person, now=now):
        return False
    answers = [here.reactions(post, Reaction.REPLY, now=now) for post in posts]
    known = any(isinstance(act.actor, Person) for acts in answers for act in acts)
    return known and sum(bool(acts) for acts in answers) >= 2


def credential_for(person: Person, *scopes: str) -> Credential:
    """All scopes, where none are named."""
    allowed = scopes or SCOPES
    short = STANDIN.grants.issue_tokens(STANDIN.grants.open_grant(person.id, allowed))
    long = STANDIN.grants.exchange(short.access, seconds=LONG_SECONDS)
    return Credential(
        account_id=professional_id(person),
        label=f"@{person.handle}",
        access_token=long.access,
        expires_at=datetime.now(UTC) + timedelta(seconds=LONG_SECONDS),
        scopes=frozenset(allowed),
        grantor_id=person.id,
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
