"""From a code to the token of a page, and on: what Facebook Login gives and what it refuses."""

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
    QuotaExhausted,
    Transient,
)
from apps.connections.networks.facebook import grants
from apps.connections.networks.facebook.adapter import ADAPTER
from apps.connections.networks.facebook.statements import CONTENT, ENGAGEMENT, SCOPES, SHOW_LIST
from apps.core.templatetags.renown import thin
from apps.sandbox.facebook.pages import pages_of, user_id
from apps.sandbox.facebook.standin import STANDIN
from apps.sandbox.standin.faults import TOKEN, Fault
from apps.sandbox.standin.rules import Request, TokenState, challenge_of
from apps.sandbox.world import Kind, Person
from tests.networks.facebook.linked import (
    BACK,
    accounts_of,
    code_of,
    credential_for,
    login_of,
    somebody,
)
from tests.portal.people import sharing

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("calls")]
LIFE = timedelta(seconds=5_183_944)
MINUTE = timedelta(minutes=1)


@pytest.fixture
def ada() -> Person:
    return somebody()


def test_a_code_opens_a_person_for_60_days(ada: Person) -> None:
    opened = login_of(ada)
    assert opened.account_id == opened.grantor_id == user_id(ada)
    assert opened.label == ada.handle.capitalize()
    assert opened.scopes == frozenset(SCOPES)
    assert opened.expires_at is not None
    assert LIFE - MINUTE < opened.expires_at - datetime.now(UTC) <= LIFE


def test_what_was_declined_is_known(ada: Person) -> None:
    declined = login_of(ada, "public_profile", SHOW_LIST, ENGAGEMENT)
    assert declined.scopes == {"public_profile", SHOW_LIST, ENGAGEMENT}


def test_a_person_with_one_page_links_that_page_with_its_own_token(ada: Person) -> None:
    (account,) = accounts_of(ada)
    (page,) = pages_of(ada)
    own = account.credential
    assert (own.account_id, own.label) == (page.id, page.name)
    assert account.note == f"Page, {thin(ada.followers)} followers"
    assert own.grantor_id == user_id(ada)
    assert own.access_token != own.refresh_token
    assert ADAPTER.profile(own).reach == ada.followers


def test_of_several_pages_each_has_its_own_token() -> None:
    first, second = accounts_of(somebody(Kind.FRESH))
    assert first.credential.access_token != second.credential.access_token
    assert first.credential.refresh_token == second.credential.refresh_token
    assert second.credential.label.endswith("archive")


def test_who_manages_no_page_can_link_nothing_and_is_told_why() -> None:
    assert accounts_of(somebody(Kind.SILENT)) == ()
    assert "manages none" in ADAPTER.no_account


def test_followers_that_may_not_be_read_are_not_told_while_choosing(ada: Person) -> None:
    (account,) = accounts_of(ada, "public_profile", SHOW_LIST)
    assert account.note == "Page"


def test_a_verifier_is_shown_where_there_was_a_challenge(ada: Person) -> None:
    asked = Request(BACK, challenge_of("v" * 43), SCOPES)
    code = STANDIN.grants.issue_code(ada.id, asked)
    assert grants.exchange(code=code, verifier="v" * 43, redirect_uri=BACK).grantor_id


@pytest.mark.parametrize(("verifier", "back"), [("w" * 43, BACK), ("v" * 43, f"{BACK}elsewhere")])
def test_a_code_that_somebody_else_began_opens_nothing(
    ada: Person, verifier: str, back: str
) -> None:
    code = STANDIN.grants.issue_code(ada.id, Request(BACK, challenge_of("v" * 43), SCOPES))
    with pytest.raises(NeedsReauth):
        grants.exchange(code=code, verifier=verifier, redirect_uri=back)


def test_a_used_code_means_to_link_again(ada: Person) -> None:
    code = code_of(ada)
    grants.exchange(code=code, verifier="", redirect_uri=BACK)
    with pytest.raises(NeedsReauth):
        grants.exchange(code=code, verifier="", redirect_uri=BACK)


def test_wrong_credentials_of_the_application_are_not_the_person_s_fault(
    ada: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(STANDIN.clients, "is_authentic", lambda request: False)
    with pytest.raises(Forbidden) as caught:
        login_of(ada)
    assert caught.value.scope == "client"


@pytest.mark.parametrize(
    ("fault", "kind"),
    [
        (Fault.SERVER_ERROR, Transient),
        (Fault.CUT_BODY, Transient),
        (Fault.HTML, NotThisNetwork),
        (Fault.QUOTA, QuotaExhausted),
    ],
)
def test_a_bad_day_while_a_code_is_exchanged_is_told(
    ada: Person, fault: Fault, kind: type[NetworkError]
) -> None:
    STANDIN.faults.set(fault, endpoint=TOKEN, times=1)
    with pytest.raises(kind):
        login_of(ada)


def test_no_secret_and_no_token_stands_in_an_address(ada: Person, calls: list[str]) -> None:
    credential = ADAPTER.renew(credential_for(ada))
    ADAPTER.revoke(credential)
    secrets = (credential.access_token, credential.refresh_token, "client_secret")
    assert calls
    assert not [call for call in calls for secret in secrets if secret in call]


def test_a_page_is_renewed_for_60_more_days_with_the_person_s_token(ada: Person) -> None:
    before = credential_for(ada)
    old = replace(before, expires_at=datetime.now(UTC) + timedelta(days=10))
    renewed = ADAPTER.renew(old)
    assert renewed.access_token != old.access_token
    assert renewed.refresh_token != old.refresh_token
    assert renewed.expires_at is not None
    assert LIFE - MINUTE < renewed.expires_at - datetime.now(UTC) <= LIFE
    assert (renewed.account_id, renewed.label) == (old.account_id, old.label)
    assert ADAPTER.profile(renewed).reach == ada.followers
    assert ADAPTER.profile(old).reach == ada.followers


def test_what_the_person_declined_since_is_known_after_renewing(ada: Person) -> None:
    credential = replace(credential_for(ada, *sorted({*SCOPES} - {CONTENT})), scopes=frozenset())
    assert CONTENT not in ADAPTER.renew(credential).scopes


def test_a_token_that_is_over_is_not_renewed_any_more(ada: Person) -> None:
    credential = credential_for(ada)
    STANDIN.grants.expire(ada.id)
    with pytest.raises(NeedsReauth):
        ADAPTER.renew(credential)


def test_without_a_token_of_the_person_nothing_is_renewed_and_nobody_asked(
    ada: Person, calls: list[str]
) -> None:
    with pytest.raises(NeedsReauth):
        ADAPTER.renew(Credential("61", "Page", "token"))
    assert calls == []


def test_who_no_longer_manages_the_page_has_to_link_again(
    ada: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    credential = credential_for(ada)
    monkeypatch.setattr("apps.sandbox.facebook.api.page_token", lambda shown, page: None)
    with pytest.raises(NeedsReauth):
        ADAPTER.renew(credential)


def test_taking_back_ends_all_pages_of_the_person() -> None:
    first, second = (account.credential for account in accounts_of(somebody(Kind.FRESH)))
    ADAPTER.revoke(first)
    for token in (first.access_token, second.access_token, first.refresh_token):
        assert STANDIN.grants.look(token)[1] is TokenState.REVOKED
    ADAPTER.revoke(second)
    with pytest.raises(NeedsReauth):
        ADAPTER.profile(second)


def test_a_revocation_that_does_not_arrive_is_told(ada: Person, settings: Settings) -> None:
    credential = credential_for(ada)
    here = {**settings.NETWORKS["facebook"], "API_URL": "http://127.0.0.1:9"}
    settings.NETWORKS = {**settings.NETWORKS, "facebook": here}
    with pytest.raises(Transient):
        ADAPTER.revoke(credential)


def test_the_question_has_commas_between_scopes_and_asks_again_for_what_was_declined() -> None:
    _, client, _ = sharing("facebook", email="mara@people.example")
    response = client.post("/accounts/facebook/login/", query_params={"process": "connect"})
    question = {k: v[0] for k, v in parse_qs(urlsplit(response["Location"]).query).items()}
    assert {*question["scope"].split(",")} == {*SCOPES}
    assert question["auth_type"] == "rerequest"
    assert question["code_challenge_method"] == "S256"
