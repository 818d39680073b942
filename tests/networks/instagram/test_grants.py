"""From a code to a token for 60 days, and on: what Instagram Login gives and what it refuses."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from pytest_django import Settings

from apps.connections.networks.adapter import Credential
from apps.connections.networks.errors import (
    Forbidden,
    NeedsReauth,
    NetworkError,
    NotThisNetwork,
    Transient,
)
from apps.connections.networks.instagram import grants
from apps.connections.networks.instagram.adapter import ADAPTER
from apps.connections.networks.instagram.statements import BASIC, SCOPES
from apps.sandbox.instagram.oauth import remember_age
from apps.sandbox.instagram.people import professional_id
from apps.sandbox.instagram.standin import STANDIN
from apps.sandbox.standin.faults import TOKEN, Fault
from apps.sandbox.standin.rules import DAY, Request
from apps.sandbox.world import Person, world
from tests.networks.instagram.linked import credential_for, somebody
from tests.portal.people import sharing

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("calls")]
BACK = "http://testserver/accounts/instagram/login/callback/"
LIFE = timedelta(seconds=5_183_944)
MINUTE = timedelta(minutes=1)


@pytest.fixture
def ada() -> Person:
    return somebody()


def code_of(person: Person, *scopes: str) -> str:
    return STANDIN.grants.issue_code(person.id, Request(BACK, "", scopes or SCOPES))


def aged(credential: Credential, days: int) -> Credential:
    """As it is so many days later, for us and for Instagram."""
    remember_age(credential.access_token, days * DAY)
    assert credential.expires_at is not None
    return replace(credential, expires_at=credential.expires_at - timedelta(days=days))


@pytest.mark.parametrize("number", [0, 1])
def test_a_code_opens_an_account_for_60_days_whichever_way_it_is_told(number: int) -> None:
    """Of two neighbours, one is answered inside a list, the other without."""
    person = world(network="instagram").people[number]
    opened = grants.exchange(code=code_of(person), redirect_uri=BACK)
    assert opened.account_id == professional_id(person)
    assert opened.grantor_id == person.id
    assert opened.label == f"@{person.handle}"
    assert opened.scopes == frozenset(SCOPES)
    assert opened.refresh_token == ""
    assert opened.expires_at is not None
    assert LIFE - MINUTE < opened.expires_at - datetime.now(UTC) <= LIFE
    assert ADAPTER.profile(opened).reach == person.followers


def test_what_was_not_allowed_is_known(ada: Person) -> None:
    opened = grants.exchange(code=code_of(ada, BASIC), redirect_uri=BACK)
    assert opened.scopes == frozenset({BASIC})


def test_what_instagram_puts_behind_the_code_is_no_part_of_it(ada: Person) -> None:
    opened = grants.exchange(code=f"{code_of(ada)}#_", redirect_uri=BACK)
    assert opened.grantor_id == ada.id


@pytest.mark.parametrize(
    ("told", "scopes"),
    [
        ("a,b", {"a", "b"}),
        ("a, b", {"a", "b"}),
        (["a", "b"], {"a", "b"}),
        (None, set()),
        ([], set()),
    ],
)
def test_permissions_come_as_a_list_or_a_text(told: object, scopes: set[str]) -> None:
    assert grants.scopes_of({"permissions": told}) == scopes


def test_a_used_code_means_to_link_again(ada: Person) -> None:
    code = code_of(ada)
    grants.exchange(code=code, redirect_uri=BACK)
    with pytest.raises(NeedsReauth):
        grants.exchange(code=code, redirect_uri=BACK)


def test_wrong_credentials_of_the_application_are_not_the_person_s_fault(
    ada: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(STANDIN.clients, "is_authentic", lambda request: False)
    with pytest.raises(Forbidden) as caught:
        grants.exchange(code=code_of(ada), redirect_uri=BACK)
    assert caught.value.scope == "client"


@pytest.mark.parametrize(
    ("fault", "kind"),
    [(Fault.SERVER_ERROR, Transient), (Fault.CUT_BODY, Transient), (Fault.HTML, NotThisNetwork)],
)
def test_a_bad_day_while_a_code_is_exchanged_is_told(
    ada: Person, fault: Fault, kind: type[NetworkError]
) -> None:
    STANDIN.faults.set(fault, endpoint="code", times=1)
    with pytest.raises(kind):
        grants.exchange(code=code_of(ada), redirect_uri=BACK)


def test_a_token_of_some_days_is_renewed_for_60_more(ada: Person) -> None:
    old = aged(credential_for(ada), days=48)
    renewed = ADAPTER.renew(old)
    assert renewed.access_token != old.access_token
    assert renewed.expires_at is not None
    assert LIFE - MINUTE < renewed.expires_at - datetime.now(UTC) <= LIFE
    assert replace(renewed, access_token="", expires_at=None) == replace(
        old, access_token="", expires_at=None
    )
    assert ADAPTER.profile(renewed).reach == ada.followers


def test_a_token_of_today_stays_as_it_is_and_instagram_is_not_asked(
    ada: Person, calls: list[str]
) -> None:
    young = credential_for(ada)
    assert ADAPTER.renew(young) == young
    assert calls == []


def test_a_token_that_instagram_finds_too_young_means_to_link_again(ada: Person) -> None:
    old = aged(credential_for(ada), days=2)
    remember_age(old.access_token, 0)
    with pytest.raises(NeedsReauth):
        ADAPTER.renew(old)


def test_a_token_that_is_over_is_not_renewed_any_more(ada: Person) -> None:
    old = aged(credential_for(ada), days=48)
    STANDIN.grants.expire(ada.id)
    with pytest.raises(NeedsReauth):
        ADAPTER.renew(old)


def test_an_answer_that_was_lost_while_renewing_is_not_asked_for_twice(
    ada: Person, calls: list[str]
) -> None:
    old = aged(credential_for(ada), days=48)
    STANDIN.faults.set(Fault.CUT_BODY, account=ada.id, endpoint=TOKEN)
    with pytest.raises(Transient):
        ADAPTER.renew(old)
    assert len(calls) == 1
    STANDIN.faults.clear()
    assert ADAPTER.profile(old).reach == ada.followers


def test_instagram_knows_no_way_to_take_a_permission_back_and_that_is_no_error(
    ada: Person, calls: list[str]
) -> None:
    credential = credential_for(ada)
    ADAPTER.revoke(credential)
    assert [urlsplit(call).path for call in calls] == ["/sandbox/instagram/v26.0/me/permissions"]
    assert ADAPTER.profile(credential).reach == ada.followers


def test_a_permission_that_was_taken_back_at_instagram_is_no_error_either(ada: Person) -> None:
    credential = credential_for(ada)
    STANDIN.grants.close_account(ada.id)
    ADAPTER.revoke(credential)
    with pytest.raises(NeedsReauth):
        ADAPTER.profile(credential)


def test_a_revocation_that_does_not_arrive_is_told(ada: Person, settings: Settings) -> None:
    here = {**settings.NETWORKS["instagram"], "API_URL": "http://127.0.0.1:9"}
    settings.NETWORKS = {**settings.NETWORKS, "instagram": here}
    with pytest.raises(Transient):
        ADAPTER.revoke(credential_for(ada))


def test_the_question_has_commas_between_scopes_and_no_challenge() -> None:
    _, client, _ = sharing("instagram", email="mara@people.example")
    response = client.post("/accounts/instagram/login/", query_params={"process": "connect"})
    question = {k: v[0] for k, v in parse_qs(urlsplit(response["Location"]).query).items()}
    assert {*question["scope"].split(",")} == {*SCOPES}
    assert question.keys() == {"client_id", "redirect_uri", "scope", "response_type", "state"}
