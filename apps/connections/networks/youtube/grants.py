"""OAuth 2 with Google: a code or a lasting refresh token becomes a credential, and a grant ends.

Source: https://developers.google.com/identity/protocols/oauth2/web-server"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from apps.connections.networks.adapter import Credential
from apps.connections.networks.errors import Forbidden, NeedsReauth, NotThisNetwork
from apps.connections.networks.youtube import channels
from apps.connections.networks.youtube.client import post
from apps.connections.networks.youtube.options import options
from apps.connections.networks.youtube.refusals import CLIENT, Body, body_of, object_of
from apps.connections.networks.youtube.statements import READONLY
from apps.core.http import Answer

LIFETIME = 3599  # seconds, where Google does not say
NOBODY = "no-channel"  # stands for the account's id until a channel is there


def exchange(*, code: str, verifier: str, redirect_uri: str) -> Credential:
    """What an authorisation code opens, named by its first channel. Google does not say who the
    person is: all channels of one login have the same one for their grantor."""
    form = {
        "grant_type": "authorization_code",
        "code": code,
        "code_verifier": verifier,
        "redirect_uri": redirect_uri,
    }
    opened = with_tokens(Credential(NOBODY, "", access_token=""), _tokens(form))
    if READONLY not in opened.scopes:
        raise Forbidden("the channel may not be read", scope=READONLY)
    found = [account.credential for account in channels.accounts(opened)]
    if not found:
        return replace(opened, grant_id=NOBODY)  # no account here lives on it: it is revoked alone
    return replace(found[0], grantor_id=min(each.account_id for each in found))


def renew(credential: Credential) -> Credential:
    """The next access token. The refresh token stays, unless Google sends another."""
    if not credential.refresh_token:
        raise NeedsReauth("no refresh token")
    form = {"grant_type": "refresh_token", "refresh_token": credential.refresh_token}
    return with_tokens(credential, _tokens(form))


def revoke(credential: Credential) -> None:
    """Either token ends the whole grant."""
    answer = post("/revoke", {"token": credential.refresh_token or credential.access_token})
    gone = answer.status == 400 and _code(answer) == "invalid_token"
    if answer.status != 200 and not gone:
        body_of(answer, now=datetime.now(UTC))


def with_tokens(credential: Credential, tokens: Body) -> Credential:
    now = datetime.now(UTC)
    return replace(
        credential,
        access_token=str(tokens["access_token"]),
        refresh_token=str(tokens.get("refresh_token") or credential.refresh_token),
        expires_at=now + timedelta(seconds=_lifetime(tokens)),
        scopes=frozenset(str(tokens.get("scope", "")).split()) or credential.scopes,
    )


def _lifetime(tokens: Body) -> int:
    value = tokens.get("expires_in")
    return value if isinstance(value, int) and 0 < value < 10**9 else LIFETIME


def _tokens(form: dict[str, str]) -> Body:
    own = options()
    client = {"client_id": own.client_id, "client_secret": own.client_secret}
    answer = post("/token", form | client)
    code = _code(answer)
    if code in ("invalid_client", "unauthorized_client"):
        raise Forbidden("Google refuses the application's own credentials", scope=CLIENT)
    if code in ("invalid_grant", "admin_policy_enforced"):
        raise NeedsReauth("Google refuses the grant")
    body = body_of(answer, now=datetime.now(UTC))
    if not isinstance(body.get("access_token"), str):
        raise NotThisNetwork("no access token in the answer")
    return body


def _code(answer: Answer) -> str:
    """``error`` of RFC 6749, 5.2; "" where the answer is good, or no JSON."""
    error = (object_of(answer) or {}).get("error")
    return error if isinstance(error, str) else ""
