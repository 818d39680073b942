"""What the team wrote down, and its answers to people who say that their score is wrong."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest

from apps.audit.models import Event
from apps.candidates.models import Candidate, Note
from apps.core import tenancy
from apps.organisations.models.membership import Role
from apps.scoring.models import Contest
from tests.api.conftest import Employer, make_employer, wrong
from tests.factories import make_contest, make_member

WORDS = "Speaks Danish too, and could begin in March."
ANSWER = "We looked at your account with you: the videos of last year are all in it."


def member(employer: Employer, role: str = Role.RECRUITER) -> str:
    return str(make_member(employer.organisation, role=role).user_id)


def contested(employer: Employer, name: str = "Ada") -> tuple[Candidate, Contest]:
    ada = employer.share(name)
    with tenancy.organisation(employer.organisation.pk):
        consent = ada.consents.get()
    return ada, make_contest(consent)


def test_a_note_is_a_members_and_written_once(halden: Employer) -> None:
    ada, rea = halden.silent("Ada"), member(halden)
    address = f"candidates/{ada.pk}/notes"
    body = {"text": WORDS, "author": rea, "opening": str(halden.opening.pk)}
    first, again = halden.post(address, body), halden.post(address, body)
    assert first.status_code == 201
    assert first.json() == again.json()
    assert "text" not in first.json()
    (told,) = halden.get(address).json()["results"]
    assert (told["text"], told["author"]) == (WORDS, rea)
    with tenancy.organisation(halden.organisation.pk):
        event = Event.objects.get(verb="note.added")
    assert (str(event.actor_id), "key" in event.facts) == (rea, True)


def test_what_a_note_cannot_be_is_told_at_its_place(halden: Employer, other: Employer) -> None:
    ada = halden.silent("Ada")
    address = f"candidates/{ada.pk}/notes"
    viewer, rea = member(halden, Role.VIEWER), member(halden)
    assert wrong(halden.post(address, {"text": WORDS, "author": viewer})) == ["author"]
    assert wrong(halden.post(address, {"text": WORDS, "author": member(other)})) == ["author"]
    assert wrong(halden.post(address, {"text": "", "author": rea})) == ["text"]
    assert wrong(halden.post(address, {"text": "x" * 5_001, "author": rea})) == ["text"]
    foreign = {"text": WORDS, "author": rea, "opening": str(other.opening.pk)}
    assert halden.post(address, foreign).status_code == 404


def test_its_author_or_an_admin_removes_a_note(halden: Employer) -> None:
    ada, rea, rob = halden.silent("Ada"), member(halden), member(halden)
    notes = f"candidates/{ada.pk}/notes"
    note = halden.post(notes, {"text": WORDS, "author": rea}).json()["id"]
    removal = f"{notes}/{note}/remove"
    assert wrong(halden.post(removal, {"removed_by": rob})) == ["removed_by"]
    gone = [halden.post(removal, {"removed_by": by}).json() for by in (rea, rea)]
    assert gone[0] == gone[1]
    assert gone[0]["removed_at"]
    assert halden.get(notes).json()["results"][0]["text"] == ""
    other = halden.post(notes, {"text": "Something else.", "author": rea}).json()["id"]
    admin = {"removed_by": member(halden, Role.ADMIN)}
    assert halden.post(f"{notes}/{other}/remove", admin).status_code == 200


def test_notes_of_another_organisation_are_not_found(halden: Employer, other: Employer) -> None:
    ada, mine = other.silent("Ada"), halden.silent("Bo")
    body = {"text": WORDS, "author": member(other)}
    note = other.post(f"candidates/{ada.pk}/notes", body).json()["id"]
    by = {"removed_by": member(halden)}
    for candidate in (ada, mine):
        answer = halden.post(f"candidates/{candidate.pk}/notes/{note}/remove", by)
        assert answer.status_code == 404
    assert halden.get(f"candidates/{ada.pk}/notes").status_code == 404
    with tenancy.organisation(other.organisation.pk):
        assert Note.objects.get().text == WORDS


def test_a_member_answers_a_contested_score_once(halden: Employer) -> None:
    ada, contest = contested(halden)
    rea = member(halden)
    (told,) = halden.get("contests", state="open", candidate=ada.pk).json()["results"]
    assert (told["text"], told["outcome"], told["answer"]) == (contest.text, "", "")
    body = {"outcome": "upheld", "answer": ANSWER, "answered_by": rea}
    address = f"contests/{contest.pk}/answer"
    first, again = halden.post(address, body), halden.post(address, body)
    assert first.json() == again.json()
    assert (first.status_code, first.json()["outcome"]) == (200, "upheld")
    late = halden.post(address, body | {"outcome": "removed"})
    assert (late.status_code, late.json()["code"]) == (409, "answered")
    assert halden.get("contests", state="open").json()["results"] == []
    assert halden.get(f"contests/{contest.pk}").json()["answer"] == ANSWER


def test_a_removed_score_is_gone(halden: Employer) -> None:
    ada, contest = contested(halden)
    body = {"outcome": "removed", "answer": ANSWER, "answered_by": member(halden)}
    assert halden.post(f"contests/{contest.pk}/answer", body).status_code == 200
    assert halden.get(f"candidates/{ada.pk}/score").status_code == 404


@pytest.mark.parametrize(
    ("wrongly", "place"),
    [
        ({"outcome": "perhaps"}, "outcome"),
        ({"answer": "no"}, "answer"),
        ({"answered_by": str(UUID(int=7))}, "answered_by"),
    ],
)
def test_an_answer_has_an_outcome_words_and_a_member(
    halden: Employer, wrongly: dict[str, Any], place: str
) -> None:
    contest = contested(halden)[1]
    body = {"outcome": "upheld", "answer": ANSWER, "answered_by": member(halden)} | wrongly
    assert wrong(halden.post(f"contests/{contest.pk}/answer", body)) == [place]


def test_contests_of_another_organisation_are_not_found(halden: Employer, other: Employer) -> None:
    contest = contested(other)[1]
    body = {"outcome": "upheld", "answer": ANSWER, "answered_by": member(halden)}
    assert halden.post(f"contests/{contest.pk}/answer", body).status_code == 404
    assert halden.get(f"contests/{contest.pk}").status_code == 404
    assert halden.get("contests").json()["results"] == []
    with tenancy.organisation(other.organisation.pk):
        assert Contest.objects.open().exists()


@pytest.mark.django_db
def test_a_key_that_may_not_manage_writes_nothing_down() -> None:
    reader = make_employer("Readers", scopes=("read",))
    contest = contested(reader)[1]
    ada = f"candidates/{contest.candidate_id}/notes"
    assert reader.post(ada, {"text": WORDS, "author": member(reader)}).status_code == 403
    body = {"outcome": "upheld", "answer": ANSWER, "answered_by": member(reader)}
    assert reader.post(f"contests/{contest.pk}/answer", body).status_code == 403
    assert reader.get(ada).status_code == reader.get("contests").status_code == 200
