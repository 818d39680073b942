"""Codes, access tokens and refresh tokens. All tokens of one grant share a chain; a refresh token
works once, and showing a used one closes the chain, as RFC 9700, 4.14.2 asks for."""

from __future__ import annotations

import base64
import hashlib
import secrets
from dataclasses import asdict, dataclass
from typing import Any

from apps.sandbox.x import store

SCOPES = frozenset(
    {"users.read", "tweet.read", "offline.access", "follows.read", "like.read", "list.read"}
)
CODE_SECONDS = 30
ACCESS_SECONDS = 7200
REFRESH_SECONDS = 180 * 24 * 3600
BAD_CODE = "Value passed for the authorization code was invalid."
BAD_TOKEN = "Value passed for the token was invalid."  # noqa: S105


class GrantError(Exception):
    """The token endpoint says no."""


@dataclass(frozen=True, slots=True)
class Grant:
    """Who let this application read what. ``chain`` is the grant's own id."""

    chain: str
    account_id: str
    scopes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Request:
    """What the authorisation page was asked for and the token endpoint must hear again."""

    redirect_uri: str
    challenge: str
    scopes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Tokens:
    access: str
    refresh: str  # "" without offline.access
    grant: Grant


def issue_code(account_id: str, request: Request) -> str:
    code = secrets.token_urlsafe(60)
    grant = open_grant(account_id, request.scopes)
    record = {"grant": asdict(grant), "request": asdict(request)}
    store.put(f"code:{store.digest(code)}", record, seconds=CODE_SECONDS)
    return code


def open_grant(account_id: str, scopes: tuple[str, ...]) -> Grant:
    grant = Grant(secrets.token_hex(12), account_id, scopes)
    chains = [*(store.get(f"chains:{account_id}") or []), grant.chain]
    store.put(f"chains:{account_id}", chains, seconds=REFRESH_SECONDS)
    return grant


def redeem(code: str, *, verifier: str, redirect_uri: str) -> Tokens:
    """Raises ``GrantError``. A code shown twice closes what the first showing opened."""
    key = store.digest(code)
    record = store.take(f"code:{key}")
    if record is None:
        if chain := store.get(f"spent:{key}"):
            close(chain)
        raise GrantError(BAD_CODE)
    request, grant = record["request"], _grant(record["grant"])
    store.put(f"spent:{key}", grant.chain, seconds=ACCESS_SECONDS)
    if redirect_uri != request["redirect_uri"] or challenge_of(verifier) != request["challenge"]:
        raise GrantError("Value passed for the code verifier did not match the code challenge.")
    return issue_tokens(grant)


def refresh(token: str) -> Tokens:
    """Raises ``GrantError``."""
    key = store.digest(token)
    record = store.get(f"refresh:{key}")
    if record is None:
        raise GrantError(BAD_TOKEN)
    grant = _grant(record)
    if not store.put_new(f"used:{key}", 1, seconds=REFRESH_SECONDS):
        close(grant.chain)
    if is_closed(grant.chain):
        raise GrantError(BAD_TOKEN)
    return issue_tokens(grant)


def issue_tokens(grant: Grant) -> Tokens:
    access = secrets.token_urlsafe(64)
    store.put(f"access:{store.digest(access)}", asdict(grant), seconds=ACCESS_SECONDS)
    if "offline.access" not in grant.scopes:
        return Tokens(access, "", grant)
    renewal = secrets.token_urlsafe(64)
    store.put(f"refresh:{store.digest(renewal)}", asdict(grant), seconds=REFRESH_SECONDS)
    return Tokens(access, renewal, grant)


def grant_of(access: str) -> Grant | None:
    record = store.get(f"access:{store.digest(access)}")
    grant = _grant(record) if record else None
    return grant if grant and not is_closed(grant.chain) else None


def owner_of(token: str) -> str:
    """The account whose refresh token this is, "" where it is nobody's."""
    record = store.get(f"refresh:{store.digest(token)}")
    return str(record["account_id"]) if record else ""


def close_by(token: str) -> None:
    """Revocation by either token ends the whole grant; an unknown one changes nothing."""
    key = store.digest(token)
    record = store.get(f"refresh:{key}") or store.get(f"access:{key}")
    if record:
        close(record["chain"])


def close_account(account_id: str) -> None:
    """The person took the application off the list of connected apps: all grants are over."""
    for chain in store.get(f"chains:{account_id}") or []:
        close(chain)
    store.drop(f"chains:{account_id}")


def close(chain: str) -> None:
    store.put(f"closed:{chain}", 1, seconds=REFRESH_SECONDS)


def is_closed(chain: str) -> bool:
    return bool(store.get(f"closed:{chain}"))


def challenge_of(verifier: str) -> str:
    """PKCE, S256 (RFC 7636, 4.2)."""
    return (
        base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).rstrip(b"=").decode()
    )


def _grant(record: dict[str, Any]) -> Grant:
    return Grant(record["chain"], record["account_id"], tuple(record["scopes"]))
