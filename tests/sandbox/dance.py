"""The OAuth dance as an application dances it, step by step."""

from __future__ import annotations

import base64
import secrets
from collections.abc import Sequence
from typing import Any
from urllib.parse import parse_qs, urlsplit

from django.conf import settings
from django.test import Client

from apps.sandbox.standin.rules import challenge_of

X = "/sandbox/x"
BACK = "http://testserver/accounts/x/login/callback/"
SCOPES = "users.read tweet.read offline.access follows.read like.read"
VERIFIER = secrets.token_urlsafe(48)


def question(**changes: str) -> dict[str, str]:
    """The query with which a browser is sent to X; ``changes`` replace parts, "" removes one."""
    query = {
        "client_id": settings.NETWORKS["x"]["CLIENT_ID"],
        "redirect_uri": BACK,
        "response_type": "code",
        "scope": SCOPES,
        "state": "state-of-the-session",
        "code_challenge": challenge_of(VERIFIER),
        "code_challenge_method": "S256",
    } | changes
    return {name: value for name, value in query.items() if value}


def decide(
    client: Client,
    handle: str,
    *,
    decision: str = "allow",
    ticked: Sequence[str] = (),
    **changes: str,
) -> dict[str, str]:
    """What X sends back in the address. ``ticked``: optional scopes, where some are allowed."""
    address = f"{X}/i/oauth2/authorize"
    response = client.post(
        address,
        {"account": handle, "decision": decision, "scope": [*ticked]},
        query_params=question(**changes),
    )
    assert response.status_code == 302, response.content
    assert response["Location"].startswith(BACK)
    return {k: v[0] for k, v in parse_qs(urlsplit(response["Location"]).query).items()}


def ask_token(client: Client, *, secret: str = "", **form: str) -> Any:
    own = settings.NETWORKS["x"]
    pair = f"{own['CLIENT_ID']}:{secret or own['CLIENT_SECRET']}".encode()
    basic = base64.b64encode(pair).decode()
    return client.post(f"{X}/2/oauth2/token", form, headers={"Authorization": f"Basic {basic}"})


def ask_with_code(client: Client, code: str, **changes: str) -> Any:
    form = {
        "grant_type": "authorization_code",
        "code": code,
        "code_verifier": VERIFIER,
        "redirect_uri": BACK,
    } | changes
    return ask_token(client, **form)


def renew(client: Client, refresh_token: str) -> Any:
    return ask_token(client, grant_type="refresh_token", refresh_token=refresh_token)


def tokens_of(client: Client, handle: str, **changes: str) -> dict[str, Any]:
    answer: dict[str, Any] = ask_with_code(client, decide(client, handle, **changes)["code"]).json()
    return answer


def get(client: Client, path: str, access: str, **params: str) -> Any:
    return client.get(X + path, params, headers={"Authorization": f"Bearer {access}"})
