"""OAuth 2.1 with WordPress.com: a code or a refresh token becomes a credential, and a grant ends.

Source: https://public-api.wordpress.com/.well-known/openid-configuration (FACTS.md)."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from apps.connections.networks.adapter import Credential
from apps.connections.networks.answers import json_in
from apps.connections.networks.errors import Forbidden, NeedsReauth, NotThisNetwork
from apps.connections.networks.tokens import lifetime, of_code, of_refresh, of_revocation
from apps.connections.networks.wordpress_com import identity, parse
from apps.connections.networks.wordpress_com.client import WordPressComClient
from apps.connections.networks.wordpress_com.refusals import Body, body_of, checked, error_code
from apps.connections.networks.wordpress_com.statements import SCOPES
from apps.core.http import Answer


def exchange(*, code: str, verifier: str, redirect_uri: str) -> Credential:
    """What an authorisation code opens: the person. ``accounts`` says which sites that means."""
    form = of_code(code, verifier, redirect_uri)
    with WordPressComClient() as client:
        tokens = _tokens(client.token(form))
    with WordPressComClient(_text(tokens, "access_token")) as client:
        who = parse.me(client.me())
    _confirm(tokens, who, verifier)
    opened = Credential(
        account_id=who.user_id,
        label="",
        access_token="",
        scopes=frozenset(SCOPES),
        grantor_id=who.user_id,
    )
    return _with_tokens(opened, tokens, who.scopes)


def renew(credential: Credential) -> Credential:
    """The next access token. Without a refresh token the person has to link again."""
    form = of_refresh(credential)
    with WordPressComClient() as client:
        return _with_tokens(credential, _tokens(client.token(form)))


def revoke(credential: Credential) -> None:
    with WordPressComClient() as client:
        for form in of_revocation(credential):
            _check_revoked(client.revoke(form))


def is_granted(credential: Credential, scope: str) -> bool:
    return not credential.scopes or scope in credential.scopes


def _confirm(tokens: Body, who: parse.Me, verifier: str) -> None:
    """An ID token is no must; one that is given has to be of this login. Its subject is compared
    where it is a number, as ours is."""
    id_token = _text(tokens, "id_token")
    subject = identity.check(id_token, verifier=verifier) if id_token else ""
    if subject.isdecimal() and subject != who.user_id:
        raise NotThisNetwork("ID token: of another person")


def _with_tokens(
    credential: Credential, tokens: Body, scopes: frozenset[str] = frozenset()
) -> Credential:
    """Where it is not told when the access token ends, it is good until it is refused."""
    lasts = lifetime(tokens)
    told = parse.scopes(tokens.get("scope"))
    return replace(
        credential,
        access_token=_text(tokens, "access_token"),
        refresh_token=_text(tokens, "refresh_token") or credential.refresh_token,
        expires_at=datetime.now(UTC) + lasts if lasts else None,
        scopes=_usable(scopes or told) or credential.scopes,
    )


def _usable(told: frozenset[str]) -> frozenset[str]:
    """``global`` stands for all of them."""
    return told | frozenset(SCOPES) if "global" in told else told


def _tokens(answer: Answer) -> Body:
    code = _code(answer)
    if answer.status in (400, 401, 403):
        if code in ("invalid_client", "unauthorized_client"):
            raise Forbidden("WordPress.com refuses the application itself", scope="client")
        raise NeedsReauth("WordPress.com refuses the grant")
    body = body_of(checked(answer, now=datetime.now(UTC)))
    if not _text(body, "access_token"):
        raise NotThisNetwork("no access token in the answer")
    return body


def _check_revoked(answer: Answer) -> None:
    """RFC 7009: a token that is not known (any more) is no error."""
    if answer.status == 200 or (answer.status == 400 and _code(answer) != "invalid_client"):
        return
    checked(answer, now=datetime.now(UTC))


def _code(answer: Answer) -> str:
    return error_code(json_in(answer))


def _text(body: Body, name: str) -> str:
    value = body.get(name)
    return value if isinstance(value, str) else ""
