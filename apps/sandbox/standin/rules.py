"""How a network grants: what lasts how long, and what its refusals are called."""

from __future__ import annotations

import base64
import hashlib
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

DAY = 24 * 3600


class Renewal(StrEnum):
    NONE = "none"  # there are no refresh tokens
    ROTATES = "rotates"  # one works once; showing a used one closes the grant (RFC 9700, 4.14.2)
    LASTS = "lasts"  # the first one goes on working


class Refusal(StrEnum):
    """Why the token endpoint says no."""

    CODE = "code"
    TOKEN = "token"  # noqa: S105
    VERIFIER = "verifier"
    ADDRESS = "address"  # not the one that the page was asked with
    CLIENT = "client"
    GRANT_TYPE = "grant_type"


class TokenState(StrEnum):
    GOOD = "good"
    MISSING = "missing"
    UNKNOWN = "unknown"
    EXPIRED = "expired"
    REVOKED = "revoked"


class GrantError(Exception):
    """The token endpoint says no."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.value)
        self.refusal = refusal


def _token() -> str:
    return secrets.token_urlsafe(64)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """``access_seconds`` None: an access token lasts until it is revoked. ``offline_scope`` or
    ``offline_parameter`` (a name and a value in the authorisation page's query): without it there
    is no refresh token. ``pkce``: whether a code challenge has to come."""

    code_seconds: int = 600
    access_seconds: int | None = 3600
    refresh_seconds: int = 180 * DAY
    renewal: Renewal = Renewal.NONE
    offline_scope: str = ""
    offline_parameter: tuple[str, str] | None = None
    pkce: bool = False
    new_token: Callable[[], str] = _token


@dataclass(frozen=True, slots=True)
class Grant:
    """Who let this application read what. ``chain`` is the grant's own id; ``offline``: whether
    it may be renewed."""

    chain: str
    account_id: str
    scopes: tuple[str, ...]
    offline: bool


@dataclass(frozen=True, slots=True)
class Request:
    """What the authorisation page was asked for and the token endpoint must hear again."""

    redirect_uri: str
    challenge: str
    scopes: tuple[str, ...]
    offline: bool | None = None  # None: as the rules say of the scopes


@dataclass(frozen=True, slots=True)
class Tokens:
    """``refresh`` is "" where none is given; ``seconds`` None: the access token lasts."""

    access: str
    refresh: str
    grant: Grant
    seconds: int | None


def challenge_of(verifier: str) -> str:
    """PKCE, S256 (RFC 7636, 4.2)."""
    digest = hashlib.sha256(verifier.encode()).digest()
    return base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
