"""People of the world whose page is open to us, without the pages on which they linked it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from apps.connections.networks.adapter import Account, Credential
from apps.connections.networks.facebook import grants
from apps.connections.networks.facebook.adapter import ADAPTER
from apps.connections.networks.facebook.statements import SCOPES
from apps.connections.observations import Interaction, Post
from apps.sandbox.facebook.standin import STANDIN
from apps.sandbox.standin.rules import Request
from apps.sandbox.world import Kind, Person, Reaction, world
from tests.sandbox.still import is_still

WINDOW = timedelta(days=90)
BACK = "http://testserver/accounts/facebook/login/callback/"


def somebody(kind: Kind = Kind.ORDINARY) -> Person:
    """The first of the kind; an ordinary one has some posts, and some answers to them, and none of
    it changes while a test lasts."""
    return next(p for p in world(network="facebook").people if p.kind is kind and _fits(p))


def _fits(person: Person) -> bool:
    if person.kind is not Kind.ORDINARY:
        return True
    here, now = world(network="facebook"), datetime.now(UTC)
    recent = [post for post in here.posts(person, now=now) if post.at >= now - WINDOW]
    answered = [here.count(post, Reaction.REPLY, now=now) for post in recent]
    has_some = 5 <= len(recent) <= 60 and sum(count > 0 for count in answered) >= 3
    is_heard = person.followers >= 3_000 and max(answered, default=0) > 4
    return has_some and is_heard and is_still(here, person, now=now)


def code_of(person: Person, *scopes: str) -> str:
    """What the browser brings back; all scopes, where none are named."""
    return STANDIN.grants.issue_code(person.id, Request(BACK, "", scopes or SCOPES))


def login_of(person: Person, *scopes: str) -> Credential:
    return grants.exchange(code=code_of(person, *scopes), verifier="", redirect_uri=BACK)


def accounts_of(person: Person, *scopes: str) -> Sequence[Account]:
    return ADAPTER.accounts(login_of(person, *scopes))


def credential_for(person: Person, *scopes: str) -> Credential:
    """Of the person's first page."""
    return accounts_of(person, *scopes)[0].credential


def since() -> datetime:
    return datetime.now(UTC) - WINDOW


def posts_of(credential: Credential) -> list[Post]:
    return [p for page in ADAPTER.posts(credential, since=since()) for p in page.items]


def acts_of(
    credential: Credential, posts: Sequence[Post], seen: frozenset[str] = frozenset()
) -> list[Interaction]:
    pages = ADAPTER.interactions(credential, posts=posts, since=since(), seen=seen)
    return [act for page in pages for act in page.items]
