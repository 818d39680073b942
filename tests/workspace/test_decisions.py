"""The team decides and writes down why; what it wrote stays, and what it typed is never lost."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from apps.accounts.models import User
from apps.audit.actions import By
from apps.audit.models import Event
from apps.candidates.actions import notes
from apps.candidates.models import Application, Candidate, Decision, Note
from apps.core import tenancy
from apps.organisations.models.membership import Role
from tests.factories import make_member, make_opening
from tests.workspace.hiring import Hiring, make_hiring

pytestmark = pytest.mark.django_db
REASON = "Her work sample answers all of our questions."


@pytest.fixture
def halden() -> Hiring:
    return make_hiring()


def _decide(halden: Hiring, person: Candidate, user: User | None = None, **fields: Any) -> Any:
    with tenancy.organisation(halden.organisation.pk):
        here = Application.objects.get(candidate=person, opening=halden.opening)
    address = reverse("application_decide", args=[halden.organisation.slug, person.pk, here.pk])
    sent = {"kind": "reject", "reason": REASON, **fields}
    return halden.client(user).post(address, sent)


def _decided(halden: Hiring) -> list[Decision]:
    with tenancy.organisation(halden.organisation.pk):
        return list(Decision.objects.with_what_was_seen().newest_first())


def _note(halden: Hiring, person: Candidate, user: User | None = None, text: str = "Calm.") -> Any:
    address = reverse("candidate_notes", args=[halden.organisation.slug, person.pk])
    return halden.client(user).post(address, {"text": text, "opening": ""})


def _hidden(html: str, name: str) -> str:
    return html.split(f'name="{name}" value="')[1].split('"')[0]


def test_a_recruiter_rejects_with_a_reason_and_the_score_that_stood_there(halden: Hiring) -> None:
    ada = halden.share("Ada Lindqvist")
    answer = _decide(halden, ada, score=_hidden(halden.page(ada), "score"))
    assert answer.status_code == 302
    assert answer.url.endswith("#decisions")
    (made,) = _decided(halden)
    with tenancy.organisation(halden.organisation.pk):
        standing = Candidate.objects.get(pk=ada.pk).standing
    assert (made.kind, made.reason, made.decided_by) == ("reject", REASON, halden.katrin)
    assert (made.seen.value, made.seen.low, made.seen.high) == (
        standing.value,
        standing.low,
        standing.high,
    )
    html = halden.page(ada)
    assert REASON in html
    assert f"The page showed the score {standing.value}" in html
    assert "Katrin Voss" in html


def test_without_a_score_the_decision_says_so(halden: Hiring) -> None:
    silent = halden.asked("Silent One")
    _decide(halden, silent, kind="advance")
    assert "No score stood there." in halden.page(silent)


def test_a_score_of_somebody_else_is_not_what_was_seen(halden: Hiring) -> None:
    ada, bo = halden.share("Ada Lindqvist"), halden.share("Bo Adamson")
    _decide(halden, ada, score=_hidden(halden.page(bo), "score"))
    assert not hasattr(_decided(halden)[0], "seen")


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"reason": ""}, "Say why, in a sentence or two."),
        ({"reason": "Too low <b>"}, "At least 20 letters."),
        ({"kind": ""}, "Choose what you decide."),
        ({"kind": "delete"}, "delete is not one of the available choices."),
        ({"score": "none"}, "Enter a valid UUID."),
    ],
)
def test_what_was_typed_stays_and_the_field_says_what_is_wrong(
    halden: Hiring, fields: dict[str, Any], said: str
) -> None:
    ada = halden.share("Ada Lindqvist")
    answer = _decide(halden, ada, **fields)
    html = answer.content.decode()
    assert answer.status_code == 422
    assert said in html
    assert fields.get("reason", REASON).replace("<b>", "&lt;b&gt;") in html
    assert _decided(halden) == []


def test_the_same_form_twice_is_one_decision_and_another_one_must_read_it_first(
    halden: Hiring,
) -> None:
    ada = halden.share("Ada Lindqvist")
    assert [_decide(halden, ada).status_code for _ in range(2)] == [302, 302]
    late = _decide(halden, ada, kind="hire", reason="The best work sample of all of them.")
    assert late.status_code == 422
    assert "Somebody decided meanwhile." in late.content.decode()
    assert "The best work sample of all of them." in late.content.decode()
    again = _decide(
        halden,
        ada,
        kind="hire",
        reason="The best work sample of all of them.",
        after=_hidden(halden.page(ada), "after"),
    )
    assert again.status_code == 302
    assert [made.kind for made in _decided(halden)] == ["hire", "reject"]
    history = halden.get("candidate_decisions", ada.pk).content.decode()
    assert history.index("The best work sample") < history.index(REASON)


def test_who_was_rejected_is_taken_up_again_by_a_decision_alone(halden: Hiring) -> None:
    ada = halden.share("Ada Lindqvist")
    assert "New status" in halden.page(ada)
    _decide(halden, ada)
    html = halden.page(ada)
    assert "New status" not in html
    assert "Rejected" in html


def test_viewers_read_and_recruiters_write(halden: Hiring) -> None:
    ada = halden.share("Ada Lindqvist")
    _decide(halden, ada)
    _note(halden, ada)
    html = halden.get("candidate", ada.pk, user=halden.vic).content.decode()
    assert REASON in html
    assert "Calm." in html
    assert "Record the decision" not in html
    assert "Keep the note" not in html
    assert _decide(halden, ada, halden.vic).status_code == 403
    assert _note(halden, ada, halden.vic).status_code == 403


def test_a_note_is_kept_once_and_an_empty_one_not_at_all(halden: Hiring) -> None:
    ada = halden.share("Ada Lindqvist")
    assert [_note(halden, ada).status_code for _ in range(2)] == [302, 302]
    wrong = _note(halden, ada, text="  ")
    assert wrong.status_code == 422
    assert "Write something down first." in wrong.content.decode()
    with tenancy.organisation(halden.organisation.pk):
        assert Note.objects.count() == 1


def test_a_note_may_be_about_one_opening_and_about_none_of_others(halden: Hiring) -> None:
    ada = halden.share("Ada Lindqvist")
    address = reverse("candidate_notes", args=[halden.organisation.slug, ada.pk])
    post = halden.client().post
    assert post(address, {"text": "Calm.", "opening": str(halden.opening.pk)}).status_code == 302
    strange = make_opening(make_hiring().organisation)
    assert post(address, {"text": "Loud.", "opening": str(strange.pk)}).status_code == 422
    assert "· <bdi>Community Manager</bdi>" in halden.page(ada)


def _remove(halden: Hiring, person: Candidate, user: User) -> int:
    with tenancy.organisation(halden.organisation.pk):
        note = Note.objects.newest_first().first()
    assert note
    address = reverse("note_remove", args=[halden.organisation.slug, person.pk, note.pk])
    return halden.client(user).post(address).status_code


def test_a_note_is_removed_by_its_author_or_an_admin(halden: Hiring) -> None:
    ada = halden.share("Ada Lindqvist")
    rita = make_member(halden.organisation, role=Role.RECRUITER).user
    _note(halden, ada, halden.katrin, "By the owner.")
    assert _remove(halden, ada, rita) == 403
    assert _remove(halden, ada, halden.vic) == 403
    assert "By the owner." in halden.page(ada)
    assert _remove(halden, ada, halden.katrin) == 302
    _note(halden, ada, rita, "By Rita.")
    assert _remove(halden, ada, halden.katrin) == 302
    html = halden.page(ada)
    assert "By Rita." not in html
    assert html.count("A note stood here.") == 2


def test_long_histories_go_on_other_pages(halden: Hiring) -> None:
    ada = halden.share("Ada Lindqvist")
    with tenancy.organisation(halden.organisation.pk):
        for number in range(35):
            notes.add(candidate=ada, text=f"Note {number}.", by=By.user(halden.katrin.pk))
    html = halden.page(ada)
    assert "Note 34." in html
    assert "Note 31." not in html
    first = halden.get("candidate_notes", ada.pk).content.decode()
    assert "Note 5." in first
    assert "Note 4." not in first
    assert "Note 4." in halden.get("candidate_notes", ada.pk, page=2).content.decode()


def _look(halden: Hiring, person: Candidate, user: User, at: datetime) -> None:
    with tenancy.organisation(halden.organisation.pk):
        Event.objects.create(
            chain_id=halden.organisation.pk,
            organisation_id=halden.organisation.pk,
            actor="user",
            actor_id=user.pk,
            verb="score.seen",
            subject_kind="candidate",
            subject_id=person.pk,
            created_at=at,
        )


def test_looks_of_one_week_are_one_sentence(halden: Hiring) -> None:
    ada = halden.share("Ada Lindqvist")
    monday = datetime(2099, 11, 2, 12, tzinfo=UTC)  # what was before she shared is not told
    for hours in range(0, 14 * 10, 10):
        _look(halden, ada, halden.vic, monday + timedelta(hours=hours))
    _look(halden, ada, halden.katrin, monday)
    _look(halden, ada, halden.katrin, monday + timedelta(hours=1))
    html = halden.get("candidate_trail", ada.pk).content.decode()
    assert "<b>Vic View</b> looked at the score 14 times between 2 November and 7 November" in html
    assert "<b>Katrin Voss</b> looked at the score 2 times on 2 November" in html


def test_the_whole_trail_is_paged_without_loss(halden: Hiring) -> None:
    ada = halden.share("Ada Lindqvist")
    with tenancy.organisation(halden.organisation.pk):
        for number in range(90):
            notes.add(candidate=ada, text=f"Note {number}.", by=By.user(halden.katrin.pk))
    seen, before = 0, dict[str, Any]()
    for _ in range(3):
        html = halden.get("candidate_trail", ada.pk, **before).content.decode()
        seen += html.count("wrote a note")
        if "?before=" not in html:
            break
        before = {"before": html.split("?before=")[1].split('"')[0].replace("%2B", "+")}
        before["before"] = before["before"].replace("%3A", ":")
    assert seen == 90


@pytest.mark.parametrize("before", ["yesterday", "2026-13-40T00:00:00Z", "2026-01-01T00:00:00"])
def test_a_page_that_is_none_is_not_found(halden: Hiring, before: str) -> None:
    ada = halden.share("Ada Lindqvist")
    assert halden.get("candidate_trail", ada.pk, before=before).status_code == 404


@pytest.mark.parametrize("page", ["candidate_decisions", "candidate_notes", "candidate_trail"])
def test_pages_about_one_person_ask_as_much_however_much_there_is(
    halden: Hiring, page: str
) -> None:
    ada = halden.share("Ada Lindqvist")
    _decide(halden, ada)
    _note(halden, ada)
    client = halden.client()
    address = reverse(page, args=[halden.organisation.slug, ada.pk])
    client.get(address)
    with CaptureQueriesContext(connection) as few:
        client.get(address)
    with tenancy.organisation(halden.organisation.pk):
        for number in range(20):
            notes.add(candidate=ada, text=f"Note {number}.", by=By.user(halden.vic.pk))
    for number in range(3):
        _decide(halden, ada, reason=f"{REASON} {number}", after=_hidden(halden.page(ada), "after"))
    with CaptureQueriesContext(connection) as many:
        client.get(address)
    assert len(many) == len(few)
