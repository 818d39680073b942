"""Linking X through allauth: away to the network and back, without more than was told."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialAccount, SocialLogin, SocialToken
from django.http import HttpResponse
from django.test import Client
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from apps.connections.networks.adapter import Credential
from apps.connections.networks.oauth import credential_of
from apps.connections.networks.x.adapter import ADAPTER
from apps.connections.networks.x.statements import SCOPES
from apps.sandbox.standin.faults import Fault
from apps.sandbox.x.standin import STANDIN

faults = STANDIN.faults

HANDLE = "juniper001"
linked: list[Credential] = []
errors: list[str] = []


class Catching(DefaultSocialAccountAdapter):  # type: ignore[misc]  # allauth is untyped
    """Ends the flow where the product would make a connection."""

    def pre_social_login(self, request: Any, sociallogin: SocialLogin) -> None:
        assert sociallogin.account.extra_data.keys() == {"id"}
        linked.append(credential_of(sociallogin))
        raise ImmediateHttpResponse(HttpResponse("linked"))

    def on_authentication_error(self, request: Any, provider: Any, **told: Any) -> None:
        errors.append(f"{told.get('error')} {told.get('exception')}")
        raise ImmediateHttpResponse(HttpResponse("not linked", status=400))


@pytest.fixture(autouse=True)
def flow(live_server: LiveServer, settings: Settings) -> None:
    here = {"API_URL": f"{live_server.url}/sandbox/x", "TIMEOUT": 30.0}
    settings.NETWORKS = {**settings.NETWORKS, "x": {**settings.NETWORKS["x"], **here}}
    settings.SOCIALACCOUNT_ADAPTER = f"{__name__}.Catching"
    settings.SOCIALACCOUNT_PROVIDERS = {
        "x": {"APPS": [{"client_id": "sandbox", "secret": "sandbox", "key": ""}]}
    }
    linked.clear()
    errors.clear()


def leave(client: Client, query: str = "") -> dict[str, str]:
    """The query with which the browser arrives at X."""
    response = client.post(f"/accounts/x/login/?process=connect{query}")
    assert response.status_code == 302, response.content
    to = urlsplit(response["Location"])
    assert to.path == "/sandbox/x/i/oauth2/authorize"
    return {k: v[0] for k, v in parse_qs(to.query).items()}


def allow(client: Client, question: dict[str, str], decision: str = "allow") -> str:
    response = client.post(
        "/sandbox/x/i/oauth2/authorize",
        {"account": HANDLE, "decision": decision},
        query_params=question,
    )
    return str(response["Location"])


def test_a_person_links_an_account_and_it_can_be_read(client: Client) -> None:
    back = client.get(allow(client, leave(client)))
    assert (back.content, errors) == (b"linked", [])
    (credential,) = linked
    assert credential.label == f"@{HANDLE}"
    assert credential.scopes == frozenset(SCOPES)
    assert credential.refresh_token
    assert credential.expires_at is not None
    assert ADAPTER.profile(credential).reach
    assert ADAPTER.renew(credential).access_token != credential.access_token


def test_the_question_holds_the_scopes_of_the_consent_page_and_pkce(client: Client) -> None:
    question = leave(client)
    assert set(question["scope"].split()) == set(SCOPES)
    assert question["code_challenge_method"] == "S256"
    assert len(question["code_challenge"]) == 43
    assert question["redirect_uri"] == "http://testserver/accounts/x/login/callback/"


@pytest.mark.parametrize(
    "widened",
    [
        "&scope=tweet.write",
        "&scope=dm.read,tweet.write",
        "&auth_params=scope%3Ddm.read%26prompt%3Dnone",
        "&auth_params=redirect_uri%3Dhttps%3A%2F%2Felsewhere.example",
        "&auth_params=client_id%3Danother",
    ],
)
def test_nobody_can_widen_the_question(client: Client, widened: str) -> None:
    plain, asked = leave(client), leave(client, widened)
    fixed = ("client_id", "redirect_uri", "response_type", "code_challenge_method")
    assert {k: asked[k] for k in fixed} == {k: plain[k] for k in fixed}
    assert set(asked["scope"].split()) == set(SCOPES)
    assert asked.keys() == plain.keys()


def test_somebody_who_declines_is_not_linked(client: Client) -> None:
    back = client.get(allow(client, leave(client), decision="deny"))
    assert back.status_code == 400
    assert errors == ["cancelled None"]
    assert linked == []


def test_an_answer_for_another_session_is_refused(client: Client) -> None:
    answer = allow(client, leave(client))
    assert Client().get(answer).status_code == 400
    assert linked == []


def test_the_same_answer_twice_links_once(client: Client) -> None:
    answer = allow(client, leave(client))
    client.get(answer)
    assert client.get(answer).status_code == 400
    assert len(linked) == 1


@pytest.mark.parametrize(
    ("fault", "endpoint", "code"),
    [
        (Fault.SERVER_ERROR, "token", "transient"),
        (Fault.HTML, "token", "not_this_network"),
        (Fault.CUT_BODY, "token", "transient"),
        (Fault.HTML, "me", "not_this_network"),
        (Fault.RATE_LIMITED, "me", "rate_limited"),
    ],
)
def test_a_bad_day_while_linking_is_told_and_links_nothing(
    client: Client, fault: Fault, endpoint: str, code: str
) -> None:
    answer = allow(client, leave(client))
    faults.set(fault, endpoint=endpoint)
    assert client.get(answer).status_code == 400
    assert errors == [f"unknown {code}"]
    assert linked == []


def test_allauth_keeps_no_account_and_no_token(client: Client) -> None:
    client.get(allow(client, leave(client)))
    assert not SocialAccount.objects.exists()
    assert not SocialToken.objects.exists()
