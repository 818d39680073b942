"""What OAuth 2 says of tokens, alike at all networks (RFC 6749; of revocation, RFC 7009)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from apps.connections.networks.adapter import Credential
from apps.connections.networks.errors import NeedsReauth

type Form = dict[str, str]


def of_code(code: str, verifier: str, redirect_uri: str) -> Form:
    """What an authorisation code is exchanged with."""
    return {
        "grant_type": "authorization_code",
        "code": code,
        "code_verifier": verifier,
        "redirect_uri": redirect_uri,
    }


def of_refresh(credential: Credential) -> Form:
    """What the next access token is asked for with. Raises ``NeedsReauth`` where nothing can be."""
    if not credential.refresh_token:
        raise NeedsReauth("no refresh token")
    return {"grant_type": "refresh_token", "refresh_token": credential.refresh_token}


def of_revocation(credential: Credential) -> Iterator[Form]:
    """One form for each token, the one that makes others first."""
    if credential.refresh_token:
        yield {"token": credential.refresh_token, "token_type_hint": "refresh_token"}
    if credential.access_token:
        yield {"token": credential.access_token, "token_type_hint": "access_token"}


def with_tokens(
    credential: Credential, tokens: Mapping[str, object], *, usual: timedelta
) -> Credential:
    """With what a token endpoint gave. ``usual``: how long it lasts where that is not told. What is
    not given anew stays: the refresh token, the scopes."""
    return replace(
        credential,
        access_token=str(tokens["access_token"]),
        refresh_token=str(tokens.get("refresh_token") or credential.refresh_token),
        expires_at=datetime.now(UTC) + (lifetime(tokens) or usual),
        scopes=scopes_of(tokens) or credential.scopes,
    )


def lifetime(tokens: Mapping[str, object]) -> timedelta | None:
    """None where it is not told, or nonsense."""
    seconds = tokens.get("expires_in")
    if isinstance(seconds, int) and not isinstance(seconds, bool) and 0 < seconds < 10**9:
        return timedelta(seconds=seconds)
    return None


def scopes_of(tokens: Mapping[str, object]) -> frozenset[str]:
    return frozenset(str(tokens.get("scope", "")).split())
