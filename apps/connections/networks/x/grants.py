"""OAuth 2 with X: a code or a rotating refresh token becomes a credential, and a grant ends.

Source: https://docs.x.com/fundamentals/authentication/oauth-2-0/authorization-code"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from apps.connections.networks.adapter import Credential
from apps.connections.networks.answers import Body
from apps.connections.networks.errors import (
    Forbidden,
    NeedsReauth,
    NetworkError,
    NotThisNetwork,
)
from apps.connections.networks.tokens import of_code, of_refresh, of_revocation, with_tokens
from apps.connections.networks.x import parse
from apps.connections.networks.x.client import XClient
from apps.connections.networks.x.refusals import body_of
from apps.connections.networks.x.statements import COSTS, SCOPES
from apps.core.http import Answer

LIFETIME = timedelta(hours=2)  # where X does not say


def exchange(*, code: str, verifier: str, redirect_uri: str) -> Credential:
    """What an authorisation code opens. The handle is its label."""
    form = of_code(code, verifier, redirect_uri)
    with XClient() as client:
        tokens = _tokens(client.token(form))
    opened = Credential("", "", "", scopes=frozenset(SCOPES))
    opened = with_tokens(opened, tokens, usual=LIFETIME)
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
    form = of_refresh(credential)
    with XClient() as client:
        return with_tokens(credential, _tokens(client.token(form)), usual=LIFETIME)


def revoke(credential: Credential) -> None:
    with XClient() as client:
        for form in of_revocation(credential):
            _check_revoked(client.revoke(form))


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
