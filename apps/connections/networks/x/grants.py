"""OAuth 2 with X: a code or a rotating refresh token becomes a credential, and a grant ends.

Source: https://docs.x.com/fundamentals/authentication/oauth-2-0/authorization-code"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from apps.connections.networks.adapter import Credential
from apps.connections.networks.errors import (
    Forbidden,
    NeedsReauth,
    NetworkError,
    NotThisNetwork,
)
from apps.connections.networks.x import parse
from apps.connections.networks.x.client import XClient
from apps.connections.networks.x.refusals import Body, body_of
from apps.connections.networks.x.statements import COSTS, SCOPES
from apps.core.http import Answer

LIFETIME = 7200  # seconds, where X does not say


def exchange(*, code: str, verifier: str, redirect_uri: str) -> Credential:
    """What an authorisation code opens. The handle is its label."""
    form = {
        "grant_type": "authorization_code",
        "code": code,
        "code_verifier": verifier,
        "redirect_uri": redirect_uri,
    }
    with XClient() as client:
        tokens = _tokens(client.token(form))
    opened = with_tokens(Credential("", "", "", scopes=frozenset(SCOPES)), tokens)
    missing = [each for each in SCOPES if each not in opened.scopes and each not in COSTS]
    if missing:
        with suppress(NetworkError):  # nobody has stored it, so nobody would end it later
            revoke(opened)
        raise Forbidden("X tells nothing without it", scope=missing[0])
    with XClient(opened.access_token) as client:
        account_id, handle = parse.identity(client.me())
    return replace(opened, account_id=account_id, label=f"@{handle}")


def renew(credential: Credential) -> Credential:
    """The next access token; the refresh token is a new one too, and the old one is dead."""
    if not credential.refresh_token:
        raise NeedsReauth("no refresh token")
    form = {"grant_type": "refresh_token", "refresh_token": credential.refresh_token}
    with XClient() as client:
        return with_tokens(credential, _tokens(client.token(form)))


def revoke(credential: Credential) -> None:
    with XClient() as client:
        for token, hint in (
            (credential.refresh_token, "refresh_token"),
            (credential.access_token, "access_token"),
        ):
            if token:
                _check_revoked(client.revoke({"token": token, "token_type_hint": hint}))


def with_tokens(credential: Credential, tokens: Body) -> Credential:
    now = datetime.now(UTC)
    return replace(
        credential,
        access_token=str(tokens["access_token"]),
        refresh_token=str(tokens.get("refresh_token") or credential.refresh_token),
        expires_at=now + timedelta(seconds=lifetime(tokens)),
        scopes=scopes_of(tokens) or credential.scopes,
    )


def scopes_of(tokens: Body) -> frozenset[str]:
    return frozenset(str(tokens.get("scope", "")).split())


def lifetime(tokens: Body) -> int:
    value = tokens.get("expires_in")
    return value if isinstance(value, int) and 0 < value < 10**9 else LIFETIME


def _tokens(answer: Answer) -> Body:
    if answer.status == 401:
        raise Forbidden("X refuses the application's own credentials", scope="client")
    if answer.status == 400:
        raise NeedsReauth("X refuses the grant")
    body = body_of(answer, now=datetime.now(UTC))
    if not isinstance(body.get("access_token"), str):
        raise NotThisNetwork("no access token in the answer")
    return body


def _check_revoked(answer: Answer) -> None:
    """A token that X does not know (any more) is as good as revoked."""
    if answer.status not in (200, 400, 401, 404):
        body_of(answer, now=datetime.now(UTC))
