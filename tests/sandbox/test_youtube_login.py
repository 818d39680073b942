"""Google's login at the stand-in: what is asked, what lasts, and how it ends."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.conf import settings
from django.test import Client

from apps.sandbox.standin.rules import TokenState, challenge_of
from apps.sandbox.youtube.standin import FORCE_SSL, READONLY, STANDIN
from tests.networks.youtube.linked import somebody

THERE = "/sandbox/youtube"
BACK = "http://testserver/accounts/youtube/login/callback/"
VERIFIER = "verifier-" * 6


def question(**changes: str) -> dict[str, str]:
    """The query with which a browser is sent to Google; "" removes a part."""
    query = {
        "client_id": settings.NETWORKS["youtube"]["CLIENT_ID"],
        "redirect_uri": BACK,
        "response_type": "code",
        "scope": READONLY,
        "state": "state-of-the-session",
        "code_challenge": challenge_of(VERIFIER),
        "code_challenge_method": "S256",
        "access_type": "offline",
        "prompt": "consent select_account",
    } | changes
    return {name: value for name, value in query.items() if value}


def decide(client: Client, decision: str = "allow", ticked: str = "", **changes: str) -> str:
    """The code that Google sends back."""
    form = {"account": somebody().handle, "decision": decision, "scope": ticked}
    address = f"{THERE}/o/oauth2/v2/auth"
    response = client.post(address, form, query_params=question(**changes))
    assert response.status_code == 302, response.content
    return parse_qs(urlsplit(response["Location"]).query)["code"][0]


def ask_token(client: Client, **form: str) -> Any:
    own = settings.NETWORKS["youtube"]
    whole = {"client_id": own["CLIENT_ID"], "client_secret": own["CLIENT_SECRET"]} | form
    return client.post(f"{THERE}/token", whole)


def tokens_for(client: Client, code: str) -> dict[str, Any]:
    answer = ask_token(
        client,
        grant_type="authorization_code",
        code=code,
        code_verifier=VERIFIER,
        redirect_uri=BACK,
    )
    assert answer.status_code == 200, answer.content
    found: dict[str, Any] = answer.json()
    return found


def test_a_code_brings_tokens_as_google_words_them(client: Client) -> None:
    tokens = tokens_for(client, decide(client))
    assert tokens.keys() == {"access_token", "refresh_token", "expires_in", "scope", "token_type"}
    assert (tokens["token_type"], tokens["expires_in"]) == ("Bearer", 3599)
    assert tokens["scope"] == READONLY


@pytest.mark.parametrize(
    "changes", [{"access_type": ""}, {"access_type": "online"}, {"prompt": "select_account"}]
)
def test_without_a_question_to_the_person_there_is_no_refresh_token(
    client: Client, changes: dict[str, str]
) -> None:
    assert "refresh_token" not in tokens_for(client, decide(client, **changes))


def test_scopes_are_ticked_one_by_one(client: Client) -> None:
    both = f"{READONLY} {FORCE_SSL}"
    page = client.get(f"{THERE}/o/oauth2/v2/auth", query_params=question(scope=both))
    assert page.content.decode().count('name="scope"') == 1
    alone = client.get(f"{THERE}/o/oauth2/v2/auth", query_params=question())
    assert 'name="scope"' not in alone.content.decode()
    assert tokens_for(client, decide(client, "some", scope=both))["scope"] == READONLY
    whole = tokens_for(client, decide(client, "allow", scope=both))["scope"]
    assert {*whole.split()} == {READONLY, FORCE_SSL}


def test_a_refresh_token_lasts_and_is_not_sent_again(client: Client) -> None:
    first = tokens_for(client, decide(client))
    for _ in range(2):
        again = ask_token(
            client, grant_type="refresh_token", refresh_token=first["refresh_token"]
        ).json()
        assert "refresh_token" not in again
        assert STANDIN.grants.look(again["access_token"])[1] is TokenState.GOOD


@pytest.mark.parametrize(
    ("form", "status", "error"),
    [
        ({"grant_type": "refresh_token", "refresh_token": "made-up"}, 400, "invalid_grant"),
        ({"grant_type": "authorization_code", "code": "made-up"}, 400, "invalid_grant"),
        ({"grant_type": "password"}, 400, "unsupported_grant_type"),
        ({"grant_type": "refresh_token", "client_secret": "guessed"}, 401, "invalid_client"),
    ],
)
def test_what_is_refused_is_refused_in_google_s_words(
    client: Client, form: dict[str, str], status: int, error: str
) -> None:
    answer = ask_token(client, **form)
    assert (answer.status_code, answer.json()["error"]) == (status, error)


@pytest.mark.parametrize("kind", ["refresh_token", "access_token"])
def test_either_token_ends_the_whole_permission_once(client: Client, kind: str) -> None:
    tokens = tokens_for(client, decide(client))
    assert client.post(f"{THERE}/revoke", {"token": tokens[kind]}).status_code == 200
    assert STANDIN.grants.look(tokens["access_token"])[1] is TokenState.REVOKED
    again = ask_token(client, grant_type="refresh_token", refresh_token=tokens["refresh_token"])
    assert again.json()["error_description"] == "Token has been expired or revoked."
    over = client.post(f"{THERE}/revoke", {"token": tokens[kind]})
    assert (over.status_code, over.json()["error"]) == (400, "invalid_token")
