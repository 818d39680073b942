"""The stand-in's login: Instagram's page with its ways, a token for an hour, one for 60 days."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client

from apps.sandbox.instagram.oauth import remember_age
from apps.sandbox.instagram.standin import LONG_SECONDS, STANDIN
from apps.sandbox.standin.rules import DAY, TokenState
from apps.sandbox.world import Person, world
from tests.sandbox.instagram import (
    BACK,
    BASIC,
    COMMENTS,
    INSIGHTS,
    THERE,
    code_in,
    decide,
    error_of,
    get,
    long_lived,
    question,
    refreshed,
    short_lived,
    token_of,
)


@pytest.fixture
def ada() -> Person:
    return world(network="instagram").people[0]


@pytest.fixture
def bob() -> Person:
    return world(network="instagram").people[1]


def test_the_address_that_leads_back_ends_as_instagram_s_does(client: Client, ada: Person) -> None:
    address = decide(client, ada.handle)
    assert address.startswith(f"{BACK}?")
    assert address.endswith("#_")
    assert parse_qs(urlsplit(address).query)["state"] == ["state-of-the-session"]


def test_who_says_no_comes_back_without_a_code(client: Client, ada: Person) -> None:
    told = parse_qs(urlsplit(decide(client, ada.handle, decision="deny")).query)
    assert told["error"] == ["access_denied"]
    assert told["error_reason"] == ["user_denied"]
    assert "code" not in told


@pytest.mark.parametrize(
    "changes", [{"client_id": "another"}, {"redirect_uri": "https://elsewhere.example/"}]
)
def test_a_stranger_s_question_leads_nowhere(client: Client, changes: dict[str, str]) -> None:
    answer = client.get(f"{THERE}/oauth/authorize", question(**changes))
    assert answer.status_code == 400
    assert "Location" not in answer


def test_the_page_lets_people_refuse_what_is_not_indispensable(client: Client) -> None:
    page = client.get(f"{THERE}/oauth/authorize", question()).content.decode()
    assert COMMENTS in page
    assert INSIGHTS in page
    assert f'value="{BASIC}"' not in page


def test_of_two_accounts_one_is_answered_inside_a_list(
    client: Client, ada: Person, bob: Person
) -> None:
    listed = short_lived(client, code_in(decide(client, ada.handle))).json()["data"][0]
    plain = short_lived(client, code_in(decide(client, bob.handle))).json()
    assert listed["user_id"] == ada.id
    assert {*listed["permissions"].split(",")} == {BASIC, COMMENTS, INSIGHTS}
    assert plain["user_id"] == int(bob.id)
    assert {*plain["permissions"]} == {BASIC, COMMENTS, INSIGHTS}


def test_what_was_refused_is_not_among_the_permissions(client: Client, bob: Person) -> None:
    address = decide(client, bob.handle, decision="some", ticked=[COMMENTS])
    told = short_lived(client, code_in(address)).json()
    assert {*told["permissions"]} == {BASIC, COMMENTS}


@pytest.mark.parametrize(
    "wrong",
    [
        {"client_secret": "another"},
        {"redirect_uri": f"{BACK}?"},
        {"grant_type": "password"},
    ],
)
def test_a_refusal_is_flat(client: Client, ada: Person, wrong: dict[str, str]) -> None:
    code = code_in(decide(client, ada.handle))
    answer = short_lived(client, code, **wrong)
    assert answer.status_code == 400
    assert answer.json().keys() == {"error_type", "code", "error_message"}


def test_a_code_works_once(client: Client, ada: Person) -> None:
    code = code_in(decide(client, ada.handle))
    assert short_lived(client, code).status_code == 200
    for refused in (code, "another"):
        told = short_lived(client, refused).json()
        assert told["error_message"] == "Matching code was not found or was already used"


def test_a_token_for_an_hour_becomes_one_for_60_days(client: Client, bob: Person) -> None:
    short = short_lived(client, code_in(decide(client, bob.handle))).json()["access_token"]
    told = long_lived(client, short).json()
    assert told["access_token"] != short
    assert (told["token_type"], told["expires_in"]) == ("bearer", LONG_SECONDS)
    assert get(client, "me", told["access_token"]).status_code == 200


def test_only_the_application_itself_gets_one(client: Client, bob: Person) -> None:
    short = short_lived(client, code_in(decide(client, bob.handle))).json()["access_token"]
    assert error_of(long_lived(client, short, client_secret="another"))[1] == 1
    assert error_of(long_lived(client, short, grant_type="ig_refresh_token"))[1] == 100
    assert error_of(long_lived(client, "another"))[1] == 190


def test_a_token_is_refreshed_once_it_is_a_day_old(client: Client, ada: Person) -> None:
    token = token_of(client, ada.handle)
    assert error_of(refreshed(client, token))[:2] == (400, 100)
    remember_age(token, DAY)
    told = refreshed(client, token).json()
    assert told["expires_in"] == LONG_SECONDS
    assert STANDIN.grants.look(told["access_token"])[1] is TokenState.GOOD
    assert error_of(refreshed(client, told["access_token"]))[:2] == (400, 100)


def test_a_token_that_is_over_is_refused_everywhere(client: Client, ada: Person) -> None:
    token = token_of(client, ada.handle)
    remember_age(token, DAY)
    STANDIN.grants.expire(ada.id)
    for answer in (get(client, "me", token), refreshed(client, token)):
        assert error_of(answer) == (400, 190, 463)


def test_an_application_that_was_removed_is_refused(client: Client, ada: Person) -> None:
    token = token_of(client, ada.handle)
    STANDIN.grants.close_account(ada.id)
    assert error_of(get(client, "me", token)) == (400, 190, 458)


def test_permissions_cannot_be_withdrawn_from_here(client: Client, ada: Person) -> None:
    token = token_of(client, ada.handle)
    headers = {"Authorization": f"Bearer {token}"}
    answer = client.delete(f"{THERE}/v26.0/me/permissions", headers=headers)
    assert error_of(answer) == (400, 100, 33)
    assert STANDIN.grants.look(token)[1] is TokenState.GOOD
