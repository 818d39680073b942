"""Greenhouse calls us as its documentation says (developers.greenhouse.io/assessment.html)."""

from __future__ import annotations

import pytest
from cryptography.fernet import Fernet
from django.core import mail
from pytest_django import DjangoCaptureOnCommitCallbacks, Settings

from apps.audit.models import Event
from apps.core import tenancy
from apps.integrations.ats.reports import callback_of
from apps.integrations.models import OrderState
from tests.integrations.calling import ERROR, LIST, STATUS, get, post, send
from tests.integrations.connections import Connected, connect

pytestmark = pytest.mark.django_db


@pytest.fixture
def halden() -> Connected:
    return connect("greenhouse")


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
