"""Facebook Login as an application walks through it, step by step."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Sequence
from typing import Any
from urllib.parse import parse_qs, urlsplit

from django.conf import settings
from django.test import Client

THERE = "/sandbox/facebook/v26.0"
BACK = "http://testserver/accounts/facebook/login/callback/"
PROFILE, SHOW_LIST = "public_profile", "pages_show_list"
ENGAGEMENT, CONTENT = "pages_read_engagement", "pages_read_user_content"
SCOPES = (PROFILE, SHOW_LIST, ENGAGEMENT, CONTENT)


def secret() -> str:
    return str(settings.NETWORKS["facebook"]["CLIENT_SECRET"])


def own() -> dict[str, str]:
    return {
        "client_id": settings.NETWORKS["facebook"]["CLIENT_ID"],
        "client_secret": secret(),
    }


def decide(
    client: Client,
    handle: str,
    *,
    decision: str = "allow",
    ticked: Sequence[str] = (),
    **changes: str,
) -> dict[str, str]:
    """What Facebook sends back in the address. ``ticked``: the scopes that are not declined."""
    query = {
        "client_id": settings.NETWORKS["facebook"]["CLIENT_ID"],
        "redirect_uri": BACK,
        "response_type": "code",
        "scope": ",".join(SCOPES),
        "state": "state-of-the-session",
    } | changes
    form = {"account": handle, "decision": decision, "scope": [*ticked]}
    response = client.post(f"{THERE}/dialog/oauth", form, query_params=query)
    assert response.status_code == 302, response.content
    assert response["Location"].startswith(BACK)
    return {k: v[0] for k, v in parse_qs(urlsplit(response["Location"]).query).items()}


def ask_token(client: Client, **form: str) -> Any:
    return client.post(f"{THERE}/oauth/access_token", own() | form)


def ask_with_code(client: Client, code: str, /, **changes: str) -> Any:
    return ask_token(client, **({"code": code, "redirect_uri": BACK} | changes))


def ask_longer(client: Client, token: str, **changes: str) -> Any:
    form = {"grant_type": "fb_exchange_token", "fb_exchange_token": token}
    return ask_token(client, **(form | changes))


def token_of(client: Client, handle: str, **answer: Any) -> str:
    """The person's token for 60 days."""
    short = ask_with_code(client, decide(client, handle, **answer)["code"]).json()
    return str(ask_longer(client, short["access_token"]).json()["access_token"])


def pages_of(client: Client, handle: str, **answer: Any) -> list[dict[str, Any]]:
    """As ``/me/accounts`` lists them."""
    token = token_of(client, handle, **answer)
    listed: list[dict[str, Any]] = get(
        client, "me/accounts", token, fields="id,name,access_token"
    ).json()["data"]
    return listed


def get(client: Client, path: str, token: str, **query: str) -> Any:
    return client.get(f"{THERE}/{path}", query | proof(token), headers=bearer(token))


def bearer(token: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}"}


def proof(token: str) -> dict[str, str]:
    digest = hmac.new(secret().encode(), token.encode(), hashlib.sha256).hexdigest()
    return {"appsecret_proof": digest}


def error_of(response: Any) -> tuple[int, int, int | None]:
    """Status, code and subcode."""
    error = response.json()["error"]
    assert {"message", "type", "code", "fbtrace_id"} <= error.keys()
    return response.status_code, error["code"], error.get("error_subcode")
