"""Instagram Login: a code becomes a token for an hour, that one for 60 days, that one lasts as long
as it is exchanged in time.

Source: https://developers.facebook.com/documentation/instagram-platform/instagram-api-with-instagram-login/business-login
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from apps.connections.networks.adapter import Credential
from apps.connections.networks.answers import Body
from apps.connections.networks.errors import Forbidden, Gone, NeedsReauth, NotThisNetwork
from apps.connections.networks.instagram import parse
from apps.connections.networks.instagram.client import InstagramClient, graph
from apps.connections.networks.instagram.options import options
from apps.connections.networks.instagram.statements import SCOPES
from apps.connections.networks.meta.tokens import LONG, expires_at

TAIL = "#_"  # Instagram ends the address with it; it is no part of the code
TOO_YOUNG = timedelta(hours=24)  # a token of this age or less is not exchanged for a new one


def exchange(*, code: str, redirect_uri: str) -> Credential:
    """What an authorisation code opens. The account's name is its label."""
    short = _short_lived(code.removesuffix(TAIL), redirect_uri)
    tokens = _long_lived(str(short["access_token"]))
    with InstagramClient(str(tokens["access_token"])) as client:
        me = parse.identity(client.me())
    opened = Credential(
        account_id=me.account_id,
        label=f"@{me.username}",
        access_token="",
        scopes=scopes_of(short) or frozenset(SCOPES),
        grantor_id=me.scoped_id,
    )
    return _with_token(opened, tokens)


def renew(credential: Credential) -> Credential:
    """60 more days. A token that is not a day old stays as it is: Instagram would refuse."""
    now = datetime.now(UTC)
    if credential.expires_at is not None and credential.expires_at >= now + LONG - TOO_YOUNG:
        return credential
    query = {"grant_type": "ig_refresh_token", "access_token": credential.access_token}
    with graph(options().api_url) as client:
        return _with_token(credential, client.get_tokens("/refresh_access_token", query))


def revoke(credential: Credential) -> None:
    """Instagram documents no way to end a grant from here. What Facebook's Graph has for it is
    tried; where Instagram does not know it, only the account's owner can, in its settings."""
    with (
        suppress(NeedsReauth, Forbidden, Gone, NotThisNetwork),
        InstagramClient.of(credential) as client,
    ):
        client.withdraw()


def scopes_of(tokens: Body) -> frozenset[str]:
    """``permissions`` is a list, or a text with commas."""
    told = tokens.get("permissions") or ()
    names = told.split(",") if isinstance(told, str) else told
    return frozenset(str(name).strip() for name in names)


def _short_lived(code: str, redirect_uri: str) -> Body:
    own = options()
    form = {
        "client_id": own.client_id,
        "client_secret": own.client_secret,
        "grant_type": "authorization_code",
        "redirect_uri": redirect_uri,
        "code": code,
    }
    with graph(own.token_url) as client:
        return client.post_tokens("", form)


def _long_lived(short: str) -> Body:
    own = options()
    query = {
        "grant_type": "ig_exchange_token",
        "client_secret": own.client_secret,
        "access_token": short,
    }
    with graph(own.api_url) as client:
        return client.get_tokens("/access_token", query)


def _with_token(credential: Credential, tokens: Body) -> Credential:
    return replace(
        credential,
        access_token=str(tokens["access_token"]),
        expires_at=expires_at(tokens, now=datetime.now(UTC)),
    )
