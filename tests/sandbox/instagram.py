"""Instagram Login as an application walks through it, step by step."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from urllib.parse import parse_qs, urlsplit

from django.conf import settings
from django.test import Client

THERE = "/sandbox/instagram"
BACK = "http://testserver/accounts/instagram/login/callback/"
BASIC = "instagram_business_basic"
COMMENTS = "instagram_business_manage_comments"
INSIGHTS = "instagram_business_manage_insights"
LONG = {"grant_type": "ig_exchange_token"}


def question(**changes: str) -> dict[str, str]:
    """The query with which a browser is sent to Instagram."""
    return {
        "client_id": settings.NETWORKS["instagram"]["CLIENT_ID"],
        "redirect_uri": BACK,
        "response_type": "code",
        "scope": f"{BASIC},{COMMENTS},{INSIGHTS}",
        "state": "state-of-the-session",
    } | changes


def decide(
    client: Client,
    handle: str,
    *,
    decision: str = "allow",
    ticked: Sequence[str] = (),
    **changes: str,
) -> str:
    """The address that leads back."""
    form = {"account": handle, "decision": decision, "scope": [*ticked]}
    address = f"{THERE}/oauth/authorize"
    response = client.post(address, form, query_params=question(**changes))
    assert response.status_code == 302, response.content
    return str(response["Location"])


def code_in(address: str) -> str:
    return parse_qs(urlsplit(address).query)["code"][0]


def short_lived(client: Client, code: str, **changes: str) -> Any:
    own = settings.NETWORKS["instagram"]
    form = {
        "client_id": own["CLIENT_ID"],
        "client_secret": own["CLIENT_SECRET"],
        "grant_type": "authorization_code",
        "redirect_uri": BACK,
        "code": code,
    } | changes
    return client.post(f"{THERE}/oauth/access_token", form)


def long_lived(client: Client, short: str, **changes: str) -> Any:
    secret = settings.NETWORKS["instagram"]["CLIENT_SECRET"]
    query = {**LONG, "client_secret": secret, "access_token": short} | changes
    return client.get(f"{THERE}/access_token", query)


def refreshed(client: Client, token: str, **changes: str) -> Any:
    query = {"grant_type": "ig_refresh_token", "access_token": token} | changes
    return client.get(f"{THERE}/refresh_access_token", query)


def token_of(client: Client, handle: str, **changes: Any) -> str:
    """The token for 60 days."""
    told = short_lived(client, code_in(decide(client, handle, **changes))).json()
    short = told["data"][0] if "data" in told else told
    return str(long_lived(client, short["access_token"]).json()["access_token"])


def get(client: Client, path: str, token: str, **query: str) -> Any:
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    return client.get(f"{THERE}/v26.0/{path}", query, headers=headers)


def error_of(response: Any) -> tuple[int, int, int | None]:
    """Status, code and subcode."""
    error = response.json()["error"]
    assert {"message", "type", "code", "fbtrace_id"} <= error.keys()
    return response.status_code, error["code"], error.get("error_subcode")
