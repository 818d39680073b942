"""What all stand-ins share: grants by each network's rules, a page to allow, a page of faults."""

from __future__ import annotations

import pytest
from django.test import Client
from pytest_django.live_server_helper import LiveServer

from apps.core.http import CutBody, HttpClient, HttpError, TimedOut, TooLarge
from apps.sandbox.standin.faults import Fault
from apps.sandbox.standin.grants import Grants
from apps.sandbox.standin.registry import STANDINS
from apps.sandbox.standin.rules import (
    GrantError,
    Renewal,
    Request,
    Rules,
    TokenState,
    challenge_of,
)
from apps.sandbox.standin.stand_in import StandIn
from tests.sandbox import dance

ADA = "4100000000"
BACK = "https://here.example/back"
VOICE = STANDINS["x"].voice


def grants(**rules: object) -> Grants:
    return Grants("elsewhere", Rules(**rules))  # type: ignore[arg-type]


def test_a_refresh_token_that_lasts_is_given_once_and_goes_on_working() -> None:
    google = grants(renewal=Renewal.LASTS)
    first = google.issue_tokens(google.open_grant(ADA, ("read",)))
    for _ in range(3):
        again = google.refresh(first.refresh)
        assert again.refresh == ""
        assert google.grant_of(again.access) is not None


def test_where_a_parameter_asks_for_it_there_is_no_refresh_token_without() -> None:
    google = grants(renewal=Renewal.LASTS, offline_parameter=("access_type", "offline"))
    for offline in (True, False):
        code = google.issue_code(ADA, Request(BACK, "", ("read",), offline))
        assert bool(google.redeem(code, redirect_uri=BACK).refresh) is offline


def test_a_challenge_that_came_has_to_be_met_though_none_is_asked_for() -> None:
    meta = grants()
    code = meta.issue_code(ADA, Request(BACK, challenge_of("verifier"), ("read",)))
    with pytest.raises(GrantError):
        meta.redeem(code, redirect_uri=BACK)


def test_a_short_token_becomes_a_long_one_and_then_a_newer_one() -> None:
    meta = grants(access_seconds=3600)
    short = meta.issue_tokens(meta.open_grant(ADA, ("read",)))
    long = meta.exchange(short.access, seconds=60 * 24 * 3600)
    newer = meta.exchange(long.access, seconds=60 * 24 * 3600)
    assert [each.refresh for each in (short, long, newer)] == ["", "", ""]
    assert long.seconds == newer.seconds == 60 * 24 * 3600
    meta.close_by(newer.access)
    with pytest.raises(GrantError):
        meta.exchange(long.access, seconds=1)


def test_expired_revoked_and_unknown_tokens_are_told_apart() -> None:
    here = grants(renewal=Renewal.LASTS)
    tokens = here.issue_tokens(here.open_grant(ADA, ("read",)))
    assert here.look(tokens.access)[1] is TokenState.GOOD
    here.expire(ADA)
    assert here.look(tokens.access) == (None, TokenState.EXPIRED)
    assert here.owner_of(tokens.access) == ADA
    renewed = here.refresh(tokens.refresh)
    assert here.look(renewed.access)[1] is TokenState.GOOD
    here.close_account(ADA)
    assert here.look(renewed.access) == (None, TokenState.REVOKED)
    assert here.look("made-up") == (None, TokenState.UNKNOWN)
    assert here.look("") == (None, TokenState.MISSING)


def test_a_token_whose_time_is_over_is_expired() -> None:
    here = grants(access_seconds=0)
    tokens = here.issue_tokens(here.open_grant(ADA, ("read",)))
    assert here.look(tokens.access) == (None, TokenState.EXPIRED)


def test_an_application_password_lasts_until_it_is_taken_back() -> None:
    here = grants(access_seconds=None, new_token=lambda: "abcdefghijklmnopqrstuvwx")
    password = here.issue_tokens(here.open_grant(ADA, ()))
    assert (password.access, password.seconds) == ("abcdefghijklmnopqrstuvwx", None)
    assert here.grant_of(password.access) is not None
    here.close_by(password.access)
    assert here.grant_of(password.access) is None


def test_what_is_set_for_one_network_strikes_no_other() -> None:
    here, there = (StandIn(name, name, voice=VOICE, rules=Rules(), endpoints=()) for name in "ab")
    here.faults.set(Fault.HTML)
    assert there.faults.listed() == []
    tokens = here.grants.issue_tokens(here.grants.open_grant(ADA, ()))
    assert there.grants.grant_of(tokens.access) is None


def test_who_unticks_a_scope_grants_the_others(client: Client) -> None:
    page = client.get(f"{dance.X}/i/oauth2/authorize", query_params=dance.question())
    assert page.content.decode().count('name="scope"') == 3
    back = dance.decide(client, "juniper001", decision="some", ticked=("like.read",))
    granted = dance.ask_with_code(client, back["code"]).json()
    assert granted["scope"].split() == ["like.read", "tweet.read", "users.read"]
    assert "refresh_token" not in granted


@pytest.mark.parametrize("network", [*STANDINS])
def test_each_stand_in_has_a_page_of_faults(client: Client, network: str) -> None:
    standin = STANDINS[network]
    assert f"/sandbox/{network}/faults/" in client.get("/sandbox/").content.decode()
    page = client.get(f"/sandbox/{network}/faults/").content.decode()
    assert f"Faults of {standin.label}" in page
    assert all(f'value="{name}"' in page for name in standin.endpoints)


@pytest.mark.parametrize("network", [*STANDINS])
def test_tokens_and_grants_of_an_account_are_ended_by_hand(client: Client, network: str) -> None:
    standin = STANDINS[network]
    person = standin.world().people[1]
    tokens = standin.grants.issue_tokens(standin.grants.open_grant(person.id, ()))
    form = {"fault": "html", "account": person.handle, "endpoint": "*"}
    client.post(f"/sandbox/{network}/faults/", form | {"do": "expire"})
    assert standin.grants.look(tokens.access)[1] is TokenState.EXPIRED
    client.post(f"/sandbox/{network}/faults/", form | {"do": "revoke"})
    assert standin.grants.look(tokens.access)[1] is TokenState.REVOKED
    assert standin.faults.listed() == []


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("fault", "error"), [(Fault.CUT_BODY, CutBody), (Fault.HUGE, TooLarge), (Fault.HANG, TimedOut)]
)
def test_what_breaks_off_hangs_or_never_ends_does_so_on_the_wire(
    live_server: LiveServer, fault: Fault, error: type[HttpError]
) -> None:
    x = STANDINS["x"]
    person = x.world().people[1]
    scopes = ("tweet.read", "users.read")
    access = x.grants.issue_tokens(x.grants.open_grant(person.id, scopes)).access
    x.faults.set(fault, account=person.id, seconds=1.0)
    headers = {"Authorization": f"Bearer {access}"}
    patience = 0.3 if fault is Fault.HANG else 10.0
    with (
        HttpClient(f"{live_server.url}/sandbox/x", headers=headers, timeout=patience) as http,
        pytest.raises(error),
    ):
        http.get("/2/users/me")


def test_an_unknown_network_has_no_page_of_faults(client: Client) -> None:
    assert client.get("/sandbox/nowhere/faults/").status_code == 404
