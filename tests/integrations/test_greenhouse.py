"""Greenhouse calls us as its documentation says (developers.greenhouse.io/assessment.html), and as
it does not."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from cryptography.fernet import Fernet
from django.core import mail
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoCaptureOnCommitCallbacks, Settings

from apps.api.ats import base
from apps.audit.actions import By
from apps.audit.models import Event
from apps.core import tenancy
from apps.integrations.actions import connecting, switching
from apps.integrations.ats.reports import callback_of
from apps.integrations.models import OrderState
from apps.organisations.actions import api_keys
from apps.organisations.models import ApiKey
from tests.integrations.connections import Connected, connect
from tests.integrations.standins.greenhouse import order

pytestmark = pytest.mark.django_db
LIST, SEND = "/ats/greenhouse/list_tests", "/ats/greenhouse/send_test"
STATUS, ERROR = "/ats/greenhouse/test_status", "/ats/greenhouse/response_error"


@pytest.fixture
def halden() -> Connected:
    return connect("greenhouse")


def get(to: Connected, address: str, **query: str) -> Any:
    return Client().get(address, query, headers=to.basic())


def post(to: Connected, address: str, body: Any) -> Any:
    return Client().post(address, body, content_type="application/json", headers=to.basic())


def send(to: Connected, **changed: Any) -> str:
    answer = post(to, SEND, order(str(to.opening.pk), **changed))
    assert answer.status_code == 200, answer.content
    return str(answer.json()["partner_interview_id"])


def test_the_tests_are_a_bare_list_of_openings(halden: Connected) -> None:
    answer = get(halden, LIST)
    assert answer.status_code == 200
    assert answer.json() == [
        {
            "partner_test_id": str(halden.opening.pk),
            "partner_test_name": "Community Manager (Hamburg)",
        }
    ]


def test_a_test_that_is_sent_is_an_order_and_twice_is_once(halden: Connected) -> None:
    first, again = send(halden), send(halden)
    assert first == again == str(halden.order().pk)
    (mara,) = halden.candidates()
    assert (mara.name, mara.email) == ("Mara Lindqvist", "mara@people.example")


def test_another_application_of_the_same_person_is_another_order(halden: Connected) -> None:
    profile = "https://app.greenhouse.io/people/1?application_id=2"
    assert send(halden) != send(halden, profile=profile)
    assert len(halden.candidates()) == 1


def test_before_anything_is_shared_there_is_no_score(halden: Connected) -> None:
    told = get(halden, STATUS, partner_interview_id=send(halden)).json()
    assert (told["partner_status"], told["partner_score"], told["metadata"]) == ("sent", None, None)


def test_a_complete_test_has_its_score_its_page_and_flat_details(halden: Connected) -> None:
    named = send(halden)
    halden.share()
    told = get(halden, STATUS, partner_interview_id=named).json()
    assert told["partner_status"] == "complete"
    assert 1 <= told["partner_score"] <= 100
    assert told["partner_profile_url"].endswith(f"/candidates/{halden.candidates()[0].pk}/")
    assert {type(value) for value in told["metadata"].values()} <= {str, int}
    assert told["metadata"]["Interval (80 %)"].count(" to ") == 1
    assert "job performance" in told["metadata"]["Notice"]
    assert halden.order().state == OrderState.COMPLETE


def test_being_asked_for_a_score_is_a_look_that_the_person_sees(halden: Connected) -> None:
    named = send(halden)
    consent = halden.share()
    get(halden, STATUS, partner_interview_id=named)
    with tenancy.person(consent.person_id):
        look = Event.objects.get(verb="score.seen")
    assert (look.facts, look.actor_id) == ({"where": "ats"}, halden.endpoint.api_key_id)


def test_a_withdrawn_consent_takes_the_score_back(halden: Connected) -> None:
    named = send(halden)
    consent = halden.share()
    get(halden, STATUS, partner_interview_id=named)
    halden.withdraw(consent)
    told = get(halden, STATUS, partner_interview_id=named).json()
    assert (told["partner_status"], told["partner_score"]) == ("no longer shared", None)
    assert told["metadata"] is None


def test_too_little_to_score_is_complete_without_a_number(halden: Connected) -> None:
    named = send(halden)
    halden.share(people=0, followers=0, posts=0)
    told = get(halden, STATUS, partner_interview_id=named).json()
    assert (told["partner_status"], told["partner_score"]) == ("complete", None)
    assert told["metadata"]["State"] == "too little"


@pytest.mark.parametrize("named", ["", "7", "019357b4-0000-7000-8000-000000000000"])
def test_an_unknown_test_is_404(halden: Connected, named: str) -> None:
    assert get(halden, STATUS, partner_interview_id=named).status_code == 404


def test_anothers_test_is_404_and_shows_nothing(halden: Connected) -> None:
    other = connect("greenhouse", "Other Ltd")
    named = send(halden)
    answer = get(other, STATUS, partner_interview_id=named)
    assert answer.status_code == 404
    assert "Mara" not in answer.content.decode()


def test_what_greenhouse_could_not_read_is_noted_without_its_words(halden: Connected) -> None:
    body = {"api_call": "test_status", "errors": ["mara@people.example has no partner_status"]}
    answer = post(halden, ERROR, body | {"candidate_email": "mara@people.example"})
    assert (answer.status_code, answer.json()) == (200, {"status": 200})
    with tenancy.organisation(halden.organisation.pk):
        event = Event.objects.get(verb="tracking_system.error_reported")
    assert event.facts == {"system": "greenhouse", "call": "test_status", "errors": 1}


# Who may call

WRONG_KEYS = {
    "no key": {},
    "no such scheme": {"Authorization": "Digest abc"},
    "no base64": {"Authorization": "Basic ä"},
    "an unknown key": {"Authorization": "Basic cm53Xw=="},
}


@pytest.mark.parametrize("headers", WRONG_KEYS.values(), ids=WRONG_KEYS)
@pytest.mark.parametrize("address", [LIST, STATUS])
def test_without_a_key_nothing_opens(
    halden: Connected, address: str, headers: dict[str, str]
) -> None:
    answer = Client().get(address, headers=headers)
    assert answer.status_code == 401
    assert answer.headers["WWW-Authenticate"].startswith("Basic")
    assert answer.json()["status"] == 401


def test_a_key_that_ran_out_or_was_revoked_opens_nothing(halden: Connected) -> None:
    with tenancy.organisation(halden.organisation.pk):
        keys = ApiKey.objects.filter(endpoint=halden.endpoint)
        keys.update(expires_at=timezone.now() - timedelta(seconds=1))
    assert get(halden, LIST).status_code == 401
    with tenancy.organisation(halden.organisation.pk):
        keys.update(expires_at=None)
    assert get(halden, LIST).status_code == 200
    connecting.disconnect(endpoint=halden.endpoint, by=By.user(halden.owner.pk))
    assert get(halden, LIST).status_code == 401


def test_a_key_of_the_api_or_of_another_system_opens_nothing(halden: Connected) -> None:
    _key, secret = api_keys.create(
        organisation=halden.organisation, name="Other", scopes=["read", "invite"], by=By.system()
    )
    for wrong in (secret, connect("recruitee", "Other Ltd").key):
        stranger = Connected(
            halden.organisation, halden.opening, halden.endpoint, wrong, halden.owner
        )
        assert get(stranger, LIST).status_code == 401


def test_the_key_of_a_tracking_system_does_not_open_the_api(halden: Connected) -> None:
    assert Client().get("/api/v1/candidates", headers=halden.bearer()).status_code == 403


def test_a_connection_that_is_switched_off_orders_nothing(halden: Connected) -> None:
    switching.disable(endpoint=halden.endpoint, by=By.user(halden.owner.pk))
    assert post(halden, SEND, order(str(halden.opening.pk))).status_code == 403
    assert halden.orders() == []


def test_too_many_calls_are_told_when_to_come_back(
    halden: Connected, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(base, "CALLS_A_MINUTE", 2)
    assert [get(halden, LIST).status_code for _ in range(3)] == [200, 200, 429]
    assert get(halden, LIST).headers["Retry-After"] == "60"


# What cannot be read

GARBAGE = {
    "no json": "{",
    "a list": "[]",
    "a number": "7",
    "null": "null",
    "nothing": "",
    "not utf-8": b"\xff\xfe{",
    "deep": "[" * 60_000,
    "a number without end": "9" * 5_000,
}


@pytest.mark.parametrize("body", GARBAGE.values(), ids=GARBAGE)
@pytest.mark.parametrize("address", [SEND, ERROR])
def test_garbage_is_400_in_the_vendors_shape(
    halden: Connected, address: str, body: str | bytes
) -> None:
    answer = post(halden, address, body)
    assert (answer.status_code, answer.json()["status"]) == (400, 400)


WRONG = {
    "no candidate": {"candidate": None},
    "no test": {"partner_test_id": None},
    "a list as name": {"candidate": {"first_name": ["Mara"]}},
    "nul": {"candidate": {"first_name": "Ma\0ra"}},
    "half a character": {"candidate": {"first_name": "\ud800"}},
    "a long name": {"candidate": {"last_name": "x" * 201}},
    "no email": {"candidate": {"email": True}},
    "an address without https": {"url": "http://greenhouse.example/1"},
    "an address with a user": {"url": "https://me:you@greenhouse.example/1"},
    "no address": {"url": "javascript:alert(1)"},
    "a broken address": {"url": "https://[::1"},
}


@pytest.mark.parametrize("wrong", WRONG.values(), ids=WRONG)
def test_wrong_types_are_400_and_order_nothing(halden: Connected, wrong: dict[str, Any]) -> None:
    body = order(str(halden.opening.pk))
    candidate = wrong.get("candidate", {})
    body |= wrong
    body["candidate"] = candidate and {**order("")["candidate"], **candidate}
    answer = post(halden, SEND, json.dumps(body))
    assert answer.status_code == 400, answer.content
    assert answer.json()["errors"][0]["message"]
    assert halden.orders() == []


def test_an_order_of_a_megabyte_is_413(halden: Connected) -> None:
    answer = post(halden, SEND, {"partner_test_id": "x" * 1_000_000})
    assert answer.status_code == 413


def test_what_was_refused_is_noted_by_its_code_in_the_employers_language(
    halden: Connected, settings: Settings
) -> None:
    with tenancy.organisation(halden.organisation.pk):
        type(halden.organisation).objects.update(language="de")
    answer = post(halden, SEND, order(str(uuid4())))
    assert answer.status_code == 404
    assert "Stelle" in answer.json()["errors"][0]["message"]
    with tenancy.organisation(halden.organisation.pk):
        event = Event.objects.get(verb="order.refused")
    facts = {"system": "greenhouse", "code": "package_unknown", "field": "package"}
    assert event.facts == facts


@pytest.mark.parametrize("method", ["put", "patch", "delete", "options", "head"])
def test_other_methods_are_405(halden: Connected, method: str) -> None:
    assert getattr(Client(), method)(SEND, headers=halden.basic()).status_code == 405


def test_the_letter_goes_out_by_a_worker_not_while_greenhouse_waits(
    halden: Connected, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    with django_capture_on_commit_callbacks() as later:
        send(halden)
    assert mail.outbox == []
    assert later


def test_after_a_lost_key_orders_go_on_and_nothing_breaks(
    halden: Connected, settings: Settings
) -> None:
    named = send(halden)
    settings.TOKEN_KEYS = [Fernet.generate_key().decode()]
    assert get(halden, STATUS, partner_interview_id=named).status_code == 200
    assert send(halden) == named
    assert callback_of(halden.order()).startswith("https://app.greenhouse.io/")
