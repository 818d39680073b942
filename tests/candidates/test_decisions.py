"""Named people decide and say why; nothing that they wrote can be changed afterwards."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import Error, transaction
from django.utils import timezone

from apps.accounts.models import User
from apps.audit.actions import By
from apps.audit.models import Event
from apps.candidates.actions import applications, blinding, decisions, notes
from apps.candidates.actions.decisions import Seen
from apps.candidates.models import (
    Application,
    Candidate,
    Consent,
    Decision,
    Note,
    Opening,
    SeenScore,
    Withdrawal,
)
from apps.core import tenancy
from apps.core.refusals import Refused
from apps.organisations.models import Organisation
from tests.factories import (
    make_candidate,
    make_consent,
    make_opening,
    make_organisation,
    make_user,
)

pytestmark = pytest.mark.django_db
REASON = "Her work sample answers all of our questions."


@pytest.fixture
def leila() -> User:
    return make_user("Leila Haddad")


@pytest.fixture
def employer(leila: User) -> Organisation:
    return make_organisation(owner=leila)


@pytest.fixture
def opening(employer: Organisation) -> Opening:
    return make_opening(employer)


@pytest.fixture
def ada(employer: Organisation, opening: Opening) -> Candidate:
    return make_candidate(employer, "Ada Lindqvist", opening=opening)


def _decide(candidate: Candidate, by: User, kind: str = "advance", **fields: Any) -> Decision:
    asked = {"reason": REASON, "seen": None, "after": None, **fields}
    with tenancy.organisation(candidate.organisation_id):
        here = Application.objects.get(candidate=candidate)
        return decisions.decide(application=here, kind=kind, by=By.user(by.pk), **asked)


def _status(candidate: Candidate) -> str:
    with tenancy.organisation(candidate.organisation_id):
        return Application.objects.get(candidate=candidate).status


@pytest.mark.parametrize(
    ("kind", "status"),
    [
        ("advance", "interview"),
        ("hold", "on_hold"),
        ("reject", "rejected"),
        ("hire", "hired"),
    ],
)
def test_a_decision_moves_the_person_and_keeps_who_and_why(
    ada: Candidate, leila: User, kind: str, status: str
) -> None:
    made = _decide(ada, leila, kind)
    assert (made.decided_by_id, made.reason) == (leila.pk, REASON)
    assert _status(ada) == status
    with tenancy.organisation(ada.organisation_id):
        event = Event.objects.get(verb="decision.made")
    assert event.facts["kind"] == kind
    assert REASON not in str(event.facts)


@pytest.mark.parametrize("reason", ["", "   ", "no.", "aaaaaaaaaaaaaaaaaaaaaaaaaaaa", "x" * 2_001])
def test_without_a_reason_nobody_is_decided_on(ada: Candidate, leila: User, reason: str) -> None:
    with pytest.raises(Refused) as refused:
        _decide(ada, leila, "reject", reason=reason)
    assert refused.value.field == "reason"
    assert _status(ada) == "new"


def test_no_machine_decides(ada: Candidate) -> None:
    with tenancy.organisation(ada.organisation_id):
        here = Application.objects.get(candidate=ada)
        for by in (By.system(), By.key(ada.pk)):
            with pytest.raises(Refused):
                decisions.decide(
                    application=here, kind="reject", reason=REASON, seen=None, after=None, by=by
                )


def test_a_decision_after_one_that_nobody_took_is_refused(ada: Candidate, leila: User) -> None:
    with pytest.raises(Refused) as refused:
        _decide(ada, leila, after=uuid4())
    assert refused.value.code == "decided"


def test_what_ends_an_application_is_left_by_a_decision_alone(ada: Candidate, leila: User) -> None:
    made = _decide(ada, leila, "reject")
    with tenancy.organisation(ada.organisation_id), pytest.raises(Refused) as refused:
        applications.set_status(
            application=made.application, status="interview", by=By.user(leila.pk)
        )
    assert refused.value.code == "needs_decision"
    _decide(ada, leila, "advance", after=made.pk)
    assert _status(ada) == "interview"


def test_a_later_decision_replaces_the_earlier_which_stays(ada: Candidate, leila: User) -> None:
    first = _decide(ada, leila, "hold")
    second = _decide(ada, leila, "hire", after=first.pk)
    with tenancy.organisation(ada.organisation_id):
        assert [*Decision.objects.newest_first()] == [second, first]


def test_the_same_form_sent_twice_is_one_decision(ada: Candidate, leila: User) -> None:
    assert _decide(ada, leila) == _decide(ada, leila)


def test_nobody_overrules_what_they_have_not_read(ada: Candidate, leila: User) -> None:
    _decide(ada, leila, "hire")
    with pytest.raises(Refused) as refused:
        _decide(ada, make_user(), "reject")
    assert refused.value.code == "decided"
    assert _status(ada) == "hired"


def test_the_database_lets_nobody_rewrite_a_decision(ada: Candidate, leila: User) -> None:
    made = _decide(ada, leila)
    changes: list[dict[str, Any]] = [
        {"reason": "Another reason altogether."},
        {"kind": "reject"},
        {"decided_at": timezone.now()},
    ]
    for change in changes:
        with (
            tenancy.organisation(ada.organisation_id),
            pytest.raises(Error),
            transaction.atomic(),
        ):
            Decision.objects.filter(pk=made.pk).update(**change)


def test_the_account_of_who_decided_can_go(ada: Candidate, leila: User) -> None:
    made = _decide(ada, leila)
    with tenancy.organisation(ada.organisation_id):
        Decision.objects.filter(pk=made.pk).update(decided_by=None)
        assert Decision.objects.get(pk=made.pk).decided_by is None


def _seen(consent: Consent) -> Seen:
    now = timezone.now()
    return Seen(consent.pk, consent.person_id, 54, (48, 61), "renown-1", now, contested=True)


def test_the_score_that_was_looked_at_is_gone_for_the_employer_once_it_is_withdrawn(
    ada: Candidate, opening: Opening, leila: User
) -> None:
    person = make_user("Ada Lindqvist")
    consent = make_consent(ada, person, opening=opening)
    _decide(ada, leila, seen=_seen(consent))
    with tenancy.organisation(ada.organisation_id):
        decided = Decision.objects.with_what_was_seen().get()
        assert (decided.seen.value, decided.seen.contested) == (54, True)
    with tenancy.person(person.pk):
        Withdrawal.objects.create(
            organisation_id=ada.organisation_id, consent=consent, person=person, cause="person"
        )
    with tenancy.organisation(ada.organisation_id):
        assert not hasattr(Decision.objects.with_what_was_seen().get(), "seen")
    with tenancy.person(person.pk):
        assert SeenScore.objects.get().value == 54


def test_people_read_what_was_decided_and_noted_about_them_and_about_nobody_else(
    ada: Candidate, opening: Opening, leila: User, employer: Organisation
) -> None:
    person, other = make_user("Ada Lindqvist"), make_candidate(employer, opening=opening)
    make_consent(ada, person, opening=opening)
    _decide(ada, leila)
    _decide(other, leila)
    for candidate in (ada, other):
        _note(candidate, leila)
    removed = _note(ada, leila, "Said by mistake.")
    with tenancy.organisation(employer.pk):
        notes.remove(note=removed, by=By.user(leila.pk))
    with tenancy.person(person.pk):
        decided = Decision.objects.about(person.pk).get()
        assert (decided.reason, decided.organisation, decided.application.opening) == (
            REASON,
            employer,
            opening,
        )
        assert [note.text for note in Note.objects.about(person.pk)] == ["Answers quickly."]


def _note(candidate: Candidate, by: User, text: str = "Answers quickly.") -> Note:
    with tenancy.organisation(candidate.organisation_id):
        return notes.add(candidate=candidate, text=text, by=By.user(by.pk))


def test_a_note_says_something_and_not_too_much(ada: Candidate, leila: User) -> None:
    for text in ("", " \r\n ", "\0", "x" * 5_001):
        with pytest.raises(Refused):
            _note(ada, leila, text)
    assert _note(ada, leila, "x" * 5_000).text == "x" * 5_000


def test_a_note_sent_twice_is_one_note(ada: Candidate, leila: User) -> None:
    assert _note(ada, leila) == _note(ada, leila)
    assert _note(ada, make_user()) != _note(ada, leila)


def test_a_removed_note_leaves_a_mark_and_no_words(ada: Candidate, leila: User) -> None:
    note = _note(ada, leila)
    with tenancy.organisation(ada.organisation_id):
        for _ in range(2):
            notes.remove(note=note, by=By.user(leila.pk))
        left = Note.objects.get()
        assert (left.text, left.removed_by) == ("", leila)
        assert Event.objects.filter(verb="note.removed").count() == 1


def test_the_database_lets_nobody_rewrite_a_note(ada: Candidate, leila: User) -> None:
    note = _note(ada, leila)
    changes: list[dict[str, Any]] = [{"text": "Never said that."}, {"text": ""}]
    for change in changes:
        with (
            tenancy.organisation(ada.organisation_id),
            pytest.raises(Error),
            transaction.atomic(),
        ):
            Note.objects.filter(pk=note.pk).update(**change)
    with tenancy.organisation(ada.organisation_id):
        notes.remove(note=note, by=By.user(leila.pk))
        with pytest.raises(Error), transaction.atomic():
            Note.objects.filter(pk=note.pk).update(text="Back again.", removed_at=None)


def test_notes_and_decisions_go_with_the_candidate(
    ada: Candidate, opening: Opening, leila: User
) -> None:
    consent = make_consent(ada, make_user(), opening=opening)
    _decide(ada, leila, seen=_seen(consent))
    _note(ada, leila)
    with tenancy.organisation(ada.organisation_id):
        Candidate.objects.get(pk=ada.pk).delete()
        for gone in (Decision, Note, SeenScore):
            assert not gone.objects.exists()


def _switch(opening: Opening, blind: bool, by: UUID) -> None:
    with tenancy.organisation(opening.organisation_id):
        blinding.set_blind(opening=opening, blind=blind, by=By.user(by))


def test_an_opening_is_switched_blind_while_nobody_is_decided_on(
    ada: Candidate, opening: Opening, leila: User
) -> None:
    held = _decide(ada, leila, "hold")
    _switch(opening, True, leila.pk)
    with tenancy.organisation(ada.organisation_id):
        assert Candidate.objects.get(pk=ada.pk).is_hidden
        assert Event.objects.filter(verb="opening.blinded").count() == 1
    _decide(ada, leila, "advance", after=held.pk)
    with tenancy.organisation(ada.organisation_id):
        assert not Candidate.objects.get(pk=ada.pk).is_hidden


def test_after_a_decision_it_is_too_late_to_look_away(
    ada: Candidate, opening: Opening, leila: User
) -> None:
    _decide(ada, leila)
    with pytest.raises(Refused) as refused:
        _switch(opening, True, leila.pk)
    assert refused.value.code == "judged_already"


def test_the_switch_is_no_way_to_look_through(employer: Organisation, leila: User) -> None:
    empty, full = make_opening(employer, blind=True), make_opening(employer, blind=True)
    make_candidate(employer, opening=full)
    _switch(empty, False, leila.pk)
    with pytest.raises(Refused) as refused:
        _switch(full, False, leila.pk)
    assert refused.value.code == "people_inside"
