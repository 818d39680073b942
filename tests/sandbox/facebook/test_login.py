"""Facebook Login at the stand-in: permissions one by one, and three kinds of tokens."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from apps.sandbox.facebook.pages import pages_of, user_id
from apps.sandbox.facebook.standin import LONG_SECONDS, STANDIN
from apps.sandbox.standin.faults import TOKEN, Fault
from apps.sandbox.standin.rules import challenge_of
from apps.sandbox.world import Kind, Person, world
from tests.networks.facebook.linked import somebody
from tests.sandbox.facebook import steps
from tests.sandbox.facebook.steps import CONTENT, ENGAGEMENT, PROFILE, SCOPES, SHOW_LIST

VERIFIER = "v" * 64


@pytest.fixture
def ada() -> Person:
    return somebody()


def permissions(client: Client, token: str) -> dict[str, str]:
    told = steps.get(client, "me/permissions", token).json()["data"]
    return {each["permission"]: each["status"] for each in told}


def test_a_code_opens_a_short_token_and_that_one_a_long_one(client: Client, ada: Person) -> None:
    short = steps.ask_with_code(client, steps.decide(client, ada.handle)["code"]).json()
    assert short.keys() == {"access_token", "token_type", "expires_in"}
    assert short["expires_in"] == 7200
    long = steps.ask_longer(client, short["access_token"]).json()
    assert long["expires_in"] == LONG_SECONDS
    me = steps.get(client, "me", long["access_token"], fields="id,name").json()
    assert me == {"id": user_id(ada), "name": ada.handle.capitalize()}


def test_a_long_token_becomes_a_newer_one_and_goes_on_itself(client: Client, ada: Person) -> None:
    long = steps.token_of(client, ada.handle)
    newer = steps.ask_longer(client, long).json()["access_token"]
    assert newer != long
    for token in (long, newer):
        assert steps.get(client, "me", token).status_code == 200


def test_the_documented_query_does_as_well_as_a_form(client: Client, ada: Person) -> None:
    code = steps.decide(client, ada.handle)["code"]
    query = steps.own() | {"code": code, "redirect_uri": steps.BACK}
    assert "access_token" in client.get(f"{steps.THERE}/oauth/access_token", query).json()


@pytest.mark.parametrize("declined", [SHOW_LIST, ENGAGEMENT, CONTENT])
def test_each_permission_can_be_declined_by_itself(
    client: Client, ada: Person, declined: str
) -> None:
    ticked = [scope for scope in SCOPES if scope != declined]
    token = steps.token_of(client, ada.handle, decision="some", ticked=ticked)
    told = permissions(client, token)
    assert told == {s: "declined" if s == declined else "granted" for s in SCOPES}


def test_who_asks_is_told_what_was_declined_with_the_code(client: Client, ada: Person) -> None:
    back = steps.decide(
        client, ada.handle, decision="some", ticked=[SHOW_LIST], return_scopes="true"
    )
    assert {*back["granted_scopes"].split(",")} == {PROFILE, SHOW_LIST}
    assert {*back["denied_scopes"].split(",")} == {ENGAGEMENT, CONTENT}
    assert "granted_scopes" not in steps.decide(client, ada.handle)


def test_who_says_no_is_sent_back_in_facebook_s_words(client: Client, ada: Person) -> None:
    assert steps.decide(client, ada.handle, decision="deny") == {
        "error": "access_denied",
        "error_code": "200",
        "error_description": "Permissions error",
        "error_reason": "user_denied",
        "state": "state-of-the-session",
    }


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"redirect_uri": f"{steps.BACK}elsewhere"}, (400, 100, 36008)),
        ({"code": "made-up"}, (400, 100, 36009)),
        ({"code": ""}, (400, 100, None)),
        ({"client_secret": "wrong"}, (400, 1, None)),
    ],
)
def test_what_the_token_endpoint_refuses(
    client: Client, ada: Person, changes: dict[str, str], told: tuple[Any, ...]
) -> None:
    code = steps.decide(client, ada.handle)["code"]
    assert steps.error_of(steps.ask_with_code(client, code, **changes)) == told


def test_a_code_works_once(client: Client, ada: Person) -> None:
    code = steps.decide(client, ada.handle)["code"]
    assert steps.ask_with_code(client, code).status_code == 200
    assert steps.error_of(steps.ask_with_code(client, code)) == (400, 100, 36009)


def test_a_challenge_that_came_has_to_be_met(client: Client, ada: Person) -> None:
    challenge = {"code_challenge": challenge_of(VERIFIER), "code_challenge_method": "S256"}
    codes = [steps.decide(client, ada.handle, **challenge)["code"] for _ in range(2)]
    assert steps.error_of(steps.ask_with_code(client, codes[0])) == (400, 100, None)
    assert steps.ask_with_code(client, codes[1], code_verifier=VERIFIER).status_code == 200


def test_an_ended_token_is_exchanged_no_more(client: Client, ada: Person) -> None:
    token = steps.token_of(client, ada.handle)
    STANDIN.grants.expire(ada.id)
    assert steps.error_of(steps.ask_longer(client, token)) == (400, 190, 463)
    assert steps.error_of(steps.get(client, "me", token)) == (400, 190, 463)


@pytest.mark.parametrize(
    ("fault", "told"),
    [
        (Fault.SERVER_ERROR, (503, 2, None)),
        (Fault.QUOTA, (403, 4, None)),
        (Fault.REVOKED, (400, 190, 463)),
    ],
)
def test_a_bad_day_strikes_the_token_endpoint_too(
    client: Client, ada: Person, fault: Fault, told: tuple[Any, ...]
) -> None:
    token = steps.token_of(client, ada.handle)
    STANDIN.faults.set(fault, account=ada.id, endpoint=TOKEN)
    assert steps.error_of(steps.ask_longer(client, token)) == told


@pytest.mark.parametrize(
    ("kind", "count"), [(Kind.ORDINARY, 1), (Kind.FRESH, 2), (Kind.BOUGHT, 1), (Kind.VIRAL, 1)]
)
def test_people_manage_one_page_or_two(client: Client, kind: Kind, count: int) -> None:
    person = somebody(kind)
    listed = steps.pages_of(client, person.handle)
    assert [page["id"] for page in listed] == [page.id for page in pages_of(person)]
    assert len(listed) == len({page["access_token"] for page in listed}) == count


def test_some_of_the_silent_manage_none(client: Client) -> None:
    silent = [p for p in world(network="facebook").people if p.kind is Kind.SILENT]
    without = [person for person in silent if not pages_of(person)]
    assert 0 < len(without) < len(silent)
    assert steps.pages_of(client, without[0].handle) == []


def test_taking_back_ends_every_token_of_the_person(client: Client) -> None:
    person = somebody(Kind.FRESH)
    token = steps.token_of(client, person.handle)
    listed = steps.get(client, "me/accounts", token, fields="access_token").json()["data"]
    address = f"{steps.THERE}/{user_id(person)}/permissions"
    gone = client.delete(address, query_params=steps.proof(token), headers=steps.bearer(token))
    assert gone.json() == {"success": True}
    for each in (token, *(page["access_token"] for page in listed)):
        assert steps.error_of(steps.get(client, "me", each)) == (400, 190, 458)


def test_nobody_takes_back_what_somebody_else_allowed(client: Client, ada: Person) -> None:
    token = steps.token_of(client, ada.handle)
    address = f"{steps.THERE}/{user_id(somebody(Kind.VIRAL))}/permissions"
    refused = client.delete(address, query_params=steps.proof(token), headers=steps.bearer(token))
    assert steps.error_of(refused) == (400, 100, 33)
    assert steps.get(client, "me", token).status_code == 200
