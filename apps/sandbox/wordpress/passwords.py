"""Application passwords: made on the approval page, named, and deleted by their uuid."""

from __future__ import annotations

import base64
import binascii
import re
from uuid import UUID

from django.http import HttpRequest

from apps.sandbox.standin.rules import DAY
from apps.sandbox.standin.store import Store
from apps.sandbox.wordpress.standin import STANDIN
from apps.sandbox.world import Person

KEPT = 365 * DAY
CHAIN = 24  # hex digits of a grant's chain, which is the start of its uuid
_store = Store(STANDIN.name)


class NameTaken(Exception):
    """WordPress wants a name of its own for each application password."""


def create(person: Person, name: str) -> str:
    """The password. Raises ``NameTaken``."""
    grants, standing = STANDIN.grants, _standing(person)
    if name in standing.values():
        raise NameTaken
    grant = grants.open_grant(person.id, ())
    _keep(person, standing | {grant.chain: name})
    return grants.issue_tokens(grant).access


def uuid_of(chain: str) -> str:
    return str(UUID(chain.ljust(32, "0")))


def delete(person: Person, uuid: str) -> bool:
    """Whether there was such a one."""
    standing, chain = _standing(person), UUID(uuid).hex[:CHAIN]
    if chain not in standing:
        return False
    STANDIN.grants.close(chain)
    _keep(person, {each: name for each, name in standing.items() if each != chain})
    return True


def name_of(person: Person, chain: str) -> str:
    return _standing(person).get(chain, "")


def given(request: HttpRequest) -> str:
    """The password of HTTP Basic, without the spaces that people type along, "" where the user is
    not the one of this blog."""
    kind, _, encoded = request.headers.get("Authorization", "").partition(" ")
    try:
        plain = base64.b64decode(encoded, validate=True).decode()
    except (binascii.Error, UnicodeDecodeError):
        return ""
    user, _, password = plain.partition(":")
    match = request.resolver_match
    is_here = match is not None and match.kwargs.get("handle") == user
    return re.sub(r"[^A-Za-z0-9]", "", password) if kind.lower() == "basic" and is_here else ""


def _standing(person: Person) -> dict[str, str]:
    kept: dict[str, str] = _store.get(f"names:{person.id}") or {}
    return {c: name for c, name in kept.items() if not STANDIN.grants.is_closed(c)}


def _keep(person: Person, names: dict[str, str]) -> None:
    _store.put(f"names:{person.id}", names, seconds=KEPT)
