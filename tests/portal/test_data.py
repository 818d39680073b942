"""Download my data: all of it, readable, after the password, and nobody else's."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from apps.accounts.models import User
from apps.audit.actions import By
from apps.audit.models import Event
from apps.candidates.models import Application, Consent, Decision, Note
from apps.connections.credentials import seal
from apps.connections.models import (
    Connection,
    Fetch,
    FetchState,
    InteractionObservation,
    PostObservation,
    Snapshot,
)
from apps.connections.networks.adapter import Credential
from apps.core import tenancy
from apps.core.models import identifier
from apps.portal.rights import download, views
from tests import factories
from tests.portal.people import signed_in
from tests.portal.rights import confirmed
from tests.portal.test_own_page import look, mara, sharing

pytestmark = pytest.mark.django_db
TOKEN = "a token that opens the account"


def read_an_account(person: User, *, posts: int = 3) -> None:
    """An account that was read once, with posts and a reaction."""
    key = identifier()
    held = Credential(account_id="77", label="@maralind", access_token=TOKEN)
    with tenancy.person(person.pk):
        connection = Connection.objects.create(
            id=key,
            person=person,
            network="x",
            account_key="key",
            sealed_credential=seal(held, owner=key, issued_at=timezone.now()),
        )
        fetch = Fetch.objects.create(
            person=person, connection=connection, state=FetchState.DONE, cursor="secret cursor"
        )
        snapshot = Snapshot.objects.create(
            person=person,
            connection=connection,
            fetch=fetch,
            network="x",
            taken_at=timezone.now(),
            reach=5000,
        )
        for number in range(posts):
            PostObservation.objects.create(
                person=person,
                snapshot=snapshot,
                post_id=f"post {number}",
                published_at=timezone.now(),
                likes=number,
            )
        InteractionObservation.objects.create(
            person=person,
            snapshot=snapshot,
            actor_key="key of somebody else",
            kind="comment",
            at=timezone.now(),
            post_id="post 0",
        )


def downloaded(person: User) -> dict[str, Any]:
    answer: Any = confirmed(person).post(reverse("me_data"))
    assert answer.status_code == 200
    assert answer["Content-Type"] == "application/json"
    assert answer["Content-Disposition"].startswith('attachment; filename="renown-')
    assert "no-store" in answer["Cache-Control"]
    found: dict[str, Any] = json.loads(b"".join(answer.streaming_content))
    return found


@pytest.fixture
def person() -> User:
    return mara()


@pytest.fixture
def consent(person: User) -> Consent:
    return sharing(person)


def test_it_asks_for_the_password_first(person: User) -> None:
    for method in ("get", "post"):
        answer = getattr(signed_in(person), method)(reverse("me_data"))
        assert answer["Location"].startswith(reverse("account_reauthenticate"))


def test_it_says_what_is_in_it_before(person: User) -> None:
    page = confirmed(person).get(reverse("me_data")).content.decode()
    assert "One JSON file" in page
    with tenancy.person(person.pk):
        assert not Event.objects.filter(verb="person.downloaded").exists()


def test_everything_is_there(person: User, consent: Consent) -> None:
    read_an_account(person)
    factories.make_contest(consent)
    look(consent, By.user(factories.make_user("Katrin Voss").pk))
    found = downloaded(person)
    assert found["profile"]["email"] == person.email
    assert found["employers"][0]["name"] == "Halden & Mohr"
    assert found["consents"][0]["networks"] == ["x"]
    assert found["consents"][0]["text"][0]["title"] == "What they see"
    assert found["consents"][0]["items"]["x"]["never_read"]
    assert found["connections"][0]["account"] == "@maralind"
    assert [post["likes"] for post in found["posts"]] == [0, 1, 2]
    assert found["snapshots"][0]["reach"] == 5000
    assert found["scores"][0]["result"]["value"] == found["scores"][0]["value"]
    assert found["scores"][0]["explanation"]
    assert found["contests"][0]["text"] == "That account is not mine."
    seen = [event for event in found["events"] if event["verb"] == "score.seen"]
    assert seen[0]["actor_name"] == "Katrin Voss"


def test_what_employers_decided_and_noted_is_there_with_the_reason(
    person: User, consent: Consent
) -> None:
    recruiter = factories.make_user("Katrin Voss")
    with tenancy.organisation(consent.organisation_id):
        organisation_id, candidate_id = consent.organisation_id, consent.candidate_id
        Decision.objects.create(
            organisation_id=organisation_id,
            application=Application.objects.get(),
            kind="reject",
            reason="Another candidate has led such a community before.",
            decided_at=timezone.now(),
            decided_by=recruiter,
        )
        Note.objects.create(
            organisation_id=organisation_id,
            candidate_id=candidate_id,
            text="Called on Monday.",
            author=recruiter,
        )
    found = downloaded(person)
    assert "led such a community" in found["decisions"][0]["reason"]
    assert found["decisions"][0]["decided_by_name"] == "Katrin Voss"
    assert found["notes"][0]["text"] == "Called on Monday."


def test_the_text_is_the_one_that_was_agreed_to_in_its_language(person: User) -> None:
    organisation = factories.make_organisation("Halden & Mohr")
    opening = factories.make_opening(organisation)
    candidate = factories.make_candidate(organisation, opening=opening)
    factories.make_consent(candidate, person, opening=opening, text_language="de")
    text = downloaded(person)["consents"][0]["text"]
    assert text[0]["title"] == "Was der Arbeitgeber sieht"
    assert "Halden & Mohr" in text[0]["text"]
    assert "90 Tage, bis zum" in text[2]["text"]


def test_what_opens_accounts_and_stands_for_others_is_left_out_and_says_so(person: User) -> None:
    read_an_account(person)
    found = downloaded(person)
    written = json.dumps(found)
    for kept in (TOKEN, "key of somebody else", "secret cursor", person.password):
        assert kept not in written
    assert "sealed_credential" in found["left_out"]["columns"]["connections"]
    assert "actor_key" in found["left_out"]["columns"]["interactions"]


def test_nothing_of_anybody_else_is_in_it(person: User, consent: Consent) -> None:
    stranger = factories.make_user("Zanzibarth")
    sharing(stranger, "Zanzibarth Ltd")
    read_an_account(person)
    written = json.dumps(downloaded(person))
    assert "Zanzibarth" not in written
    assert str(stranger.pk) not in written


def test_it_is_written_in_pieces_and_complete_all_the_same(
    person: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(download, "BATCH", 2)
    read_an_account(person, posts=5)
    assert [post["likes"] for post in downloaded(person)["posts"]] == [0, 1, 2, 3, 4]


def test_somebody_who_shares_nothing_gets_their_profile(person: User) -> None:
    found = downloaded(person)
    assert found["scores"] == []
    assert found["profile"]["name"] == "Mara Lind"


def test_that_it_was_taken_along_is_an_event_of_the_person(person: User) -> None:
    downloaded(person)
    with tenancy.person(person.pk):
        assert Event.objects.filter(verb="person.downloaded").count() == 1


def test_nobody_downloads_without_signing_in() -> None:
    assert Client().post(reverse("me_data"))["Location"].startswith(reverse("account_login"))


def test_too_many_in_an_hour_are_asked_to_come_later(
    person: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(views, "MOST", 1)
    downloaded(person)
    answer = confirmed(person).post(reverse("me_data"), follow=True)
    assert "often in the last hour" in answer.content.decode()
