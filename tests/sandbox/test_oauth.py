"""Linking at the stand-in, rightly and wrongly."""

from __future__ import annotations

import pytest
from django.test import Client

from apps.sandbox.standin.faults import Fault
from apps.sandbox.world import world
from apps.sandbox.x.standin import STANDIN
from tests.sandbox import dance

faults, grants = STANDIN.faults, STANDIN.grants
HANDLE = "juniper001"


def test_the_page_shows_who_may_be_chosen(client: Client) -> None:
    page = client.get(
        f"{dance.X}/i/oauth2/authorize", query_params=dance.question() | {"as": HANDLE}
    )
    assert page.status_code == 200
    assert f'value="{HANDLE}"' in page.content.decode()
    assert "Allow" in page.content.decode()


def test_a_code_becomes_tokens_and_the_tokens_open_the_account(client: Client) -> None:
    back = dance.decide(client, HANDLE)
    assert back["state"] == "state-of-the-session"
    answer = dance.ask_with_code(client, back["code"])
    assert answer.status_code == 200
    tokens = answer.json()
    assert tokens["token_type"] == "bearer"
    assert tokens["expires_in"] == 7200
    assert set(tokens["scope"].split()) == set(dance.SCOPES.split())
    me = dance.get(client, "/2/users/me", tokens["access_token"]).json()["data"]
    assert me == {"id": me["id"], "name": "Juniper001", "username": HANDLE}


def test_without_offline_access_there_is_no_refresh_token(client: Client) -> None:
    tokens = dance.tokens_of(client, HANDLE, scope="users.read tweet.read")
    assert "refresh_token" not in tokens


def test_somebody_who_declines_is_sent_back_without_a_code(client: Client) -> None:
    back = dance.decide(client, HANDLE, decision="deny")
    assert back == {"error": "access_denied", "state": "state-of-the-session"}


def test_an_unknown_account_is_told_on_the_page(client: Client) -> None:
    page = client.post(
        f"{dance.X}/i/oauth2/authorize",
        {"account": "nobody999", "decision": "allow"},
        query_params=dance.question(),
    )
    assert page.status_code == 400
    assert "There is no such account here" in page.content.decode()


@pytest.mark.parametrize(
    "changes",
    [
        {"client_id": "another"},
        {"client_id": ""},
        {"redirect_uri": "https://elsewhere.example/callback/"},
        {"redirect_uri": "//elsewhere.example/"},
        {"redirect_uri": ""},
        {"state": ""},
    ],
)
def test_a_foreign_application_is_refused_without_a_redirect(
    client: Client, changes: dict[str, str]
) -> None:
    for call in (client.get, client.post):
        page = call(f"{dance.X}/i/oauth2/authorize", query_params=dance.question(**changes))
        assert page.status_code == 400
        assert "Location" not in page


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"scope": "users.read tweet.write"}, "invalid_scope"),
        ({"scope": ""}, "invalid_scope"),
        ({"response_type": "token"}, "unsupported_response_type"),
        ({"code_challenge": ""}, "invalid_request"),
        ({"code_challenge": "short"}, "invalid_request"),
        ({"code_challenge_method": "plain"}, "invalid_request"),
    ],
)
def test_a_wrong_question_is_answered_with_its_error(
    client: Client, changes: dict[str, str], error: str
) -> None:
    assert dance.decide(client, HANDLE, **changes)["error"] == error


def test_the_decision_needs_the_page_s_own_form() -> None:
    strict = Client(enforce_csrf_checks=True)
    response = strict.post(
        f"{dance.X}/i/oauth2/authorize",
        {"account": HANDLE, "decision": "allow"},
        query_params=dance.question(),
    )
    assert response.status_code == 403


def test_a_wrong_verifier_is_refused_and_uses_up_the_code(client: Client) -> None:
    code = dance.decide(client, HANDLE)["code"]
    wrong = dance.ask_with_code(client, code, code_verifier="x" * 64)
    assert wrong.status_code == 400
    assert wrong.json()["error"] == "invalid_request"
    assert dance.ask_with_code(client, code).status_code == 400


def test_another_address_than_the_asked_one_is_refused(client: Client) -> None:
    code = dance.decide(client, HANDLE)["code"]
    answer = dance.ask_with_code(client, code, redirect_uri=dance.BACK + "?else")
    assert answer.status_code == 400


def test_a_code_shown_twice_closes_what_the_first_showing_opened(client: Client) -> None:
    code = dance.decide(client, HANDLE)["code"]
    tokens = dance.ask_with_code(client, code).json()
    again = dance.ask_with_code(client, code)
    assert again.status_code == 400
    assert dance.get(client, "/2/users/me", tokens["access_token"]).status_code == 401
    assert dance.renew(client, tokens["refresh_token"]).status_code == 400


def test_renewing_rotates_and_the_old_access_token_lives_on(client: Client) -> None:
    first = dance.tokens_of(client, HANDLE)
    second = dance.renew(client, first["refresh_token"]).json()
    assert second["refresh_token"] != first["refresh_token"]
    assert second["access_token"] != first["access_token"]
    for tokens in (first, second):
        assert dance.get(client, "/2/users/me", tokens["access_token"]).status_code == 200


def test_a_used_refresh_token_closes_the_whole_grant(client: Client) -> None:
    first = dance.tokens_of(client, HANDLE)
    second = dance.renew(client, first["refresh_token"]).json()
    reused = dance.renew(client, first["refresh_token"])
    assert reused.status_code == 400
    assert reused.json() == {
        "error": "invalid_request",
        "error_description": "Value passed for the token was invalid.",
    }
    assert dance.renew(client, second["refresh_token"]).status_code == 400
    assert dance.get(client, "/2/users/me", second["access_token"]).status_code == 401


def test_another_grant_of_the_same_person_is_not_touched(client: Client) -> None:
    closed, other = (dance.tokens_of(client, HANDLE) for _ in range(2))
    dance.renew(client, closed["refresh_token"])
    dance.renew(client, closed["refresh_token"])
    assert dance.renew(client, other["refresh_token"]).status_code == 200


@pytest.mark.parametrize("which", ["access_token", "refresh_token"])
def test_revoking_either_token_ends_the_grant(client: Client, which: str) -> None:
    tokens = dance.tokens_of(client, HANDLE)
    own = {"Authorization": f"Basic {_basic()}"}
    answer = client.post(f"{dance.X}/2/oauth2/revoke", {"token": tokens[which]}, headers=own)
    assert answer.json() == {"revoked": True}
    assert dance.get(client, "/2/users/me", tokens["access_token"]).status_code == 401
    assert dance.renew(client, tokens["refresh_token"]).status_code == 400


def test_the_application_has_to_prove_itself(client: Client) -> None:
    code = dance.decide(client, HANDLE)["code"]
    form = {"grant_type": "authorization_code", "code": code}
    assert client.post(f"{dance.X}/2/oauth2/token", form).status_code == 401
    assert dance.ask_token(client, secret="wrong", **form).status_code == 401
    assert client.post(f"{dance.X}/2/oauth2/revoke", {"token": "t"}).status_code == 401


def test_an_unknown_kind_of_grant_is_refused(client: Client) -> None:
    answer = dance.ask_token(client, grant_type="password")
    assert answer.json()["error"] == "unsupported_grant_type"


def test_a_person_who_disconnects_the_application_closes_all_grants(client: Client) -> None:
    tokens = [dance.tokens_of(client, HANDLE) for _ in range(2)]
    person = world().person(HANDLE)
    assert person
    grants.close_account(person.id)
    assert all(dance.renew(client, t["refresh_token"]).status_code == 400 for t in tokens)


def test_an_expired_token_is_refused_until_it_is_renewed(client: Client) -> None:
    tokens = dance.tokens_of(client, HANDLE)
    person = world().person(HANDLE)
    assert person
    faults.set(Fault.EXPIRED, account=person.id)
    assert dance.get(client, "/2/users/me", tokens["access_token"]).status_code == 401
    renewed = dance.renew(client, tokens["refresh_token"]).json()
    assert dance.get(client, "/2/users/me", renewed["access_token"]).status_code == 200


def test_no_token_is_kept_in_the_clear(client: Client) -> None:
    tokens = dance.tokens_of(client, HANDLE)
    kept = repr(grants.grant_of(tokens["access_token"]))
    assert tokens["access_token"] not in kept
    assert tokens["refresh_token"] not in kept


def _basic() -> str:
    import base64

    from django.conf import settings

    own = settings.NETWORKS["x"]
    return base64.b64encode(f"{own['CLIENT_ID']}:{own['CLIENT_SECRET']}".encode()).decode()
