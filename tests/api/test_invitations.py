"""A recruiter's program invites people, one by one and a thousand at once, and looks after it."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.db import connections
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries, DjangoCaptureOnCommitCallbacks

from apps.audit.models import Event
from apps.candidates.actions import invitations
from apps.candidates.letters import link_of
from apps.candidates.models import Candidate, Invitation, LetterDay
from apps.core import tenancy
from tests.api.conftest import Employer, make_employer, wrong
from tests.factories import make_invitation, make_opening


def people(number: int) -> list[dict[str, str]]:
    return [{"name": f"P. {n}", "email": f"p{n}@people.example"} for n in range(number)]


def invites(employer: Employer, lines: list[Any]) -> Any:
    return employer.post("invitations/bulk", {"opening": str(employer.opening.pk), "people": lines})


def sent_to(employer: Employer, name: str, **fields: Any) -> Invitation:
    now = timezone.now()
    sent = {"sent_at": now - timedelta(days=2), "expires_at": now + timedelta(days=9)} | fields
    return make_invitation(employer.silent(name), employer.opening, **sent)


def test_a_thousand_people_are_invited_by_one_call_and_twice_is_once(halden: Employer) -> None:
    first, again = invites(halden, people(1_000)).json(), invites(halden, people(1_000)).json()
    assert (first["invited"], first["already"], first["refused"]) == (1_000, 0, 0)
    assert (again["invited"], again["already"], again["refused"]) == (0, 1_000, 0)
    assert [line["invitation"] for line in first["lines"]] == [
        line["invitation"] for line in again["lines"]
    ]
    with tenancy.organisation(halden.organisation.pk):
        assert Invitation.objects.count() == Candidate.objects.count() == 1_000
        assert LetterDay.objects.get().letters == 1_000
        events = Event.objects.filter(verb="invitation.created", actor="api_key")
        assert events.count() == 1_000


def test_the_same_call_with_its_key_gets_the_first_ones_answer(halden: Employer) -> None:
    body = {"opening": str(halden.opening.pk), "people": people(1_000)}
    headers = {"Authorization": f"Bearer {halden.secret}", "Idempotency-Key": "the first batch"}
    first, again = (
        Client().post(
            "/api/v1/invitations/bulk", body, content_type="application/json", headers=headers
        )
        for _ in range(2)
    )
    assert first.json()["invited"] == 1_000
    assert (again.content, again["Idempotency-Replayed"]) == (first.content, "true")


def test_a_wrong_line_is_told_at_its_place_and_stops_nobody_else(halden: Employer) -> None:
    lines = [
        {"name": "Ada", "email": "ada@people.example", "place": "Kiel"},
        {"name": "Bo", "email": "bo"},
        {"name": "", "email": "cy@people.example"},
        {"name": "Di", "email": "di@people.example", "salary": 5},
        "Ed",
        {"name": "Ada again", "email": "ADA@people.example"},
    ]
    told = invites(halden, lines).json()
    assert [line["outcome"] for line in told["lines"]] == [
        "invited",
        "refused",
        "refused",
        "refused",
        "refused",
        "already",
    ]
    assert (told["invited"], told["already"], told["refused"]) == (1, 1, 4)
    pointers = [line["errors"][0]["pointer"] for line in told["lines"] if line["errors"]]
    assert pointers == [
        "#/people/1/email",
        "#/people/2/name",
        "#/people/3/salary",
        "#/people/4",
    ]
    assert told["lines"][0]["candidate"] == told["lines"][5]["candidate"]
    with tenancy.organisation(halden.organisation.pk):
        assert Candidate.objects.get().place == "Kiel"


@pytest.mark.parametrize(
    ("body", "places"),
    [
        ({"people": []}, ["opening", "people"]),
        ({"people": people(1_001)}, ["opening", "people"]),
        ({"people": {"name": "Ada"}}, ["opening", "people"]),
        ({"opening": "x", "people": people(1)}, ["opening"]),
        ({"opening": 5, "people": people(1)}, ["opening"]),
    ],
)
def test_a_call_that_is_wrong_as_a_whole_invites_nobody(
    halden: Employer, body: Any, places: list[str]
) -> None:
    assert sorted({*wrong(halden.post("invitations/bulk", body))}) == places


def test_nobody_is_invited_where_a_day_allows_fewer_letters(
    halden: Employer, settings: Any
) -> None:
    settings.INVITATION_LETTERS_A_DAY = 5
    answer = invites(halden, people(6))
    assert (answer.status_code, answer.json()["code"]) == (409, "letters_spent")
    with tenancy.organisation(halden.organisation.pk):
        assert not Candidate.objects.exists()


def test_nobody_is_invited_to_the_opening_of_another_organisation(
    halden: Employer, other: Employer
) -> None:
    body = {"opening": str(other.opening.pk), "people": people(2)}
    assert halden.post("invitations/bulk", body).status_code == 404
    with tenancy.organisation(other.organisation.pk):
        assert not Candidate.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_two_programs_that_invite_the_same_people_at_once_invite_them_once() -> None:
    halden = make_employer("Halden & Mohr")

    def call(_: int) -> int:
        try:
            return int(invites(halden, people(40)).json()["invited"])
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as both:
        assert sorted(both.map(call, range(2))) == [0, 40]
    with tenancy.organisation(halden.organisation.pk):
        assert Invitation.objects.count() == 40


def test_invitations_are_found_by_opening_person_state_and_way(halden: Employer) -> None:
    ada = sent_to(halden, "Ada")
    bo = sent_to(halden, "Bo", reminders_sent=1)
    cy = sent_to(halden, "Cy", expires_at=timezone.now() - timedelta(days=1))
    elsewhere = make_opening(halden.organisation, "Press officer")
    di = make_invitation(halden.silent("Di"), elsewhere, source="link")

    def found(**query: Any) -> list[str]:
        return [each["id"] for each in halden.get("invitations", **query).json()["results"]]

    assert found() == [str(each.pk) for each in (di, cy, bo, ada)]
    assert found(opening=elsewhere.pk) == found(source="link") == [str(di.pk)]
    assert found(candidate=ada.candidate_id) == found(state="sent") == [str(ada.pk)]
    assert found(state="reminded") == [str(bo.pk)]
    assert found(state="expired") == [str(cy.pk)]
    assert found(opening="00000000-0000-7000-8000-000000000000") == []
    assert wrong(halden.get("invitations", state="declined")) == ["state"]
    assert wrong(halden.get("invitations", opening="x")) == ["opening"]
    assert wrong(halden.get("invitations", cursor="x")) == ["cursor"]


def test_who_declined_looks_like_somebody_who_never_answered(halden: Employer) -> None:
    silent, declined = sent_to(halden, "Ada"), sent_to(halden, "Bo")
    invitations.decline(link_of(declined).rstrip("/").rpartition("/")[2])
    told = halden.get("invitations").json()["results"]
    states = {each["id"]: (each["state"], each["reminders_sent"]) for each in told}
    assert states[str(silent.pk)] == states[str(declined.pk)] == ("sent", 0)


def test_names_come_along_where_they_are_asked_for(
    halden: Employer, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(12):
        sent_to(halden, f"P{number}")
    with django_assert_max_num_queries(14):
        told = halden.get("invitations", expand="candidate").json()["results"]
    assert told[0]["person"]["name"] == "P11"
    assert halden.get("invitations").json()["results"][0]["person"] is None
    one = halden.get(f"invitations/{told[0]['id']}", expand="candidate").json()
    assert one == told[0]


def test_a_reminder_goes_out_once(
    halden: Employer, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    invitation = sent_to(halden, "Ada")
    with django_capture_on_commit_callbacks(execute=True):
        answers_ = [halden.post(f"invitations/{invitation.pk}/remind") for _ in range(2)]
    assert [answer.status_code for answer in answers_] == [200, 200]
    with tenancy.organisation(halden.organisation.pk):
        assert Event.objects.filter(verb="invitation.reminder_asked").count() == 1


def test_what_cannot_be_reminded_says_why(halden: Employer) -> None:
    hurried = sent_to(halden, "Ada", sent_at=timezone.now())
    answer = halden.post(f"invitations/{hurried.pk}/remind")
    assert (answer.status_code, answer.json()["code"]) == (409, "reminded_recently")


def test_taking_back_twice_is_once_and_sending_anew_has_an_end(halden: Employer) -> None:
    ada, bo = sent_to(halden, "Ada"), sent_to(halden, "Bo")
    back = [halden.post(f"invitations/{ada.pk}/revoke").json() for _ in range(2)]
    assert back[0] == back[1]
    assert back[0]["state"] == "revoked"
    assert halden.post(f"invitations/{ada.pk}/resend").json()["code"] == "revoked"
    anew = halden.post(f"invitations/{bo.pk}/resend").json()
    assert (anew["state"], anew["sent_at"]) == ("waiting", None)
    assert anew["expires_at"] > bo.expires_at.isoformat()


@pytest.mark.parametrize("deed", ["", "/remind", "/resend", "/revoke"])
def test_an_invitation_of_another_organisation_is_not_found(
    halden: Employer, other: Employer, deed: str
) -> None:
    theirs = sent_to(other, "Ada")
    address = f"invitations/{theirs.pk}{deed}"
    answer = halden.post(address) if deed else halden.get(address)
    assert answer.status_code == 404
    with tenancy.organisation(other.organisation.pk):
        untouched = Invitation.objects.get(pk=theirs.pk)
    assert (untouched.generation, untouched.revoked_at) == (1, None)
    assert mail.outbox == []


@pytest.mark.django_db
@pytest.mark.parametrize("scope", ["read", "manage"])
def test_a_key_that_may_not_invite_writes_to_nobody(scope: str) -> None:
    reader = make_employer("Readers", scopes=("read", scope))
    invitation = sent_to(reader, "Ada")
    assert invites(reader, people(2)).status_code == 403
    assert reader.post(f"invitations/{invitation.pk}/remind").status_code == 403
    assert reader.get(f"invitations/{invitation.pk}").status_code == 200
