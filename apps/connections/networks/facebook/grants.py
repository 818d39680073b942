"""Facebook Login: a code becomes a token of an hour or two, that one a token of 60 days, and the
person's token those of the pages they manage.

Source: https://developers.facebook.com/docs/facebook-login/guides/access-tokens/get-long-lived"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime

from django.utils.translation import gettext_noop as _

from apps.connections.networks.adapter import Account, Credential, audience
from apps.connections.networks.answers import Body
from apps.connections.networks.errors import Gone, NeedsReauth
from apps.connections.networks.facebook import parse
from apps.connections.networks.facebook.client import FacebookClient
from apps.connections.networks.meta.tokens import expires_at
from apps.connections.networks.meta.values import node_id, text


def exchange(*, code: str, verifier: str, redirect_uri: str) -> Credential:
    """What an authorisation code opens: a person, whose pages ``accounts`` lists."""
    form = {"code": code, "redirect_uri": redirect_uri}
    with FacebookClient() as client:
        short = client.token(form | ({"code_verifier": verifier} if verifier else {}))
    tokens = _long_lived(str(short["access_token"]))
    token = str(tokens["access_token"])
    with FacebookClient(token) as client:
        me, scopes = client.me(), parse.granted(client.permissions())
    user_id = node_id(me)
    opened = Credential(user_id, text(me, "name"), token, scopes=scopes, grantor_id=user_id)
    return _with_tokens(opened, tokens)


def accounts(credential: Credential) -> tuple[Account, ...]:
    """The pages that the person manages."""
    with FacebookClient.of_person(credential) as client:
        found = {page.page_id: page for body in client.pages() for page in parse.pages(body)}
    return tuple(_account(credential, page) for page in found.values())


def _account(credential: Credential, page: parse.ManagedPage) -> Account:
    own = replace(credential, account_id=page.page_id, label=page.name, access_token=page.token)
    return Account(own, audience(_("Page"), page.followers))


def renew(credential: Credential) -> Credential:
    """60 more days for the person's token, and a new one for the page: the old one would go on,
    but ends with the permission that it came from."""
    if not credential.refresh_token:
        raise NeedsReauth("no token of the person")
    renewed = _with_tokens(credential, _long_lived(credential.refresh_token))
    with FacebookClient.of_person(renewed) as client:
        page = client.page_token(credential.account_id)
        scopes = parse.granted(client.permissions())
    token = text(page, "access_token")
    if not token:
        raise NeedsReauth("the person no longer manages the page")
    return replace(renewed, access_token=token, scopes=scopes)


def revoke(credential: Credential) -> None:
    with suppress(NeedsReauth, Gone), FacebookClient.of_person(credential) as client:
        client.withdraw(credential.grantor_id)


def _long_lived(token: str) -> Body:
    form = {"grant_type": "fb_exchange_token", "fb_exchange_token": token}
    with FacebookClient() as client:
        return client.token(form)


def _with_tokens(credential: Credential, tokens: Body) -> Credential:
    return replace(
        credential,
        refresh_token=str(tokens["access_token"]),
        expires_at=expires_at(tokens, now=datetime.now(UTC)),
    )
