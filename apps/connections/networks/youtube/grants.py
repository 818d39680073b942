"""OAuth 2 with Google: a code or a lasting refresh token becomes a credential, and a grant ends.

Source: https://developers.google.com/identity/protocols/oauth2/web-server"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from apps.connections.networks.adapter import Credential
from apps.connections.networks.answers import Body, object_in
from apps.connections.networks.errors import Forbidden, NeedsReauth, NotThisNetwork
from apps.connections.networks.tokens import of_code, of_refresh, with_tokens
from apps.connections.networks.youtube import channels
from apps.connections.networks.youtube.client import post
from apps.connections.networks.youtube.options import options
from apps.connections.networks.youtube.refusals import CLIENT, body_of
from apps.connections.networks.youtube.statements import READONLY
from apps.core.http import Answer

LIFETIME = timedelta(seconds=3599)  # where Google does not say
NOBODY = "no-channel"  # stands for the account's id until a channel is there


def exchange(*, code: str, verifier: str, redirect_uri: str) -> Credential:
    """What an authorisation code opens, named by its first channel. Google does not say who the
    person is: all channels of one login have the same one for their grantor."""
    form = of_code(code, verifier, redirect_uri)
    opened = Credential(NOBODY, "", access_token="")
    opened = with_tokens(opened, _tokens(form), usual=LIFETIME)
    if READONLY not in opened.scopes:
        raise Forbidden("the channel may not be read", scope=READONLY)
    found = [account.credential for account in channels.accounts(opened)]
    if not found:
        return replace(opened, grant_id=NOBODY)  # no account here lives on it: it is revoked alone
    return replace(found[0], grantor_id=min(each.account_id for each in found))


def renew(credential: Credential) -> Credential:
    """The next access token. The refresh token stays, unless Google sends another."""
    form = of_refresh(credential)
    return with_tokens(credential, _tokens(form), usual=LIFETIME)


def revoke(credential: Credential) -> None:
    """Either token ends the whole grant."""
    answer = post("/revoke", {"token": credential.refresh_token or credential.access_token})
    gone = answer.status == 400 and _code(answer) == "invalid_token"
    if answer.status != 200 and not gone:
        body_of(answer, now=datetime.now(UTC))


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
    error = (object_in(answer) or {}).get("error")
    return error if isinstance(error, str) else ""
