"""A table of people is imported whole, once, as it was previewed, or not at all."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from threading import Barrier
from typing import Any

import pytest
from django.core import signing
from django.db import connection
from django.utils import timezone

from apps.audit.actions import By
from apps.audit.models import Event
from apps.candidates import due
from apps.candidates.actions import imports
from apps.candidates.actions.imports import Imported, ImportPreview
from apps.candidates.models import Application, Candidate, Invitation, Opening
from apps.core import tenancy
from apps.core.models import Due
from apps.core.refusals import Refused
from tests.factories import (
    make_candidate,
    make_invitation,
    make_opening,
    make_organisation,
    make_user,
)

pytestmark = pytest.mark.django_db
TWO = b"name,email\nAda Byron,ada@people.example\nBen,ben@people.example"


def preview(opening: Opening, content: bytes = TWO) -> ImportPreview:
    with tenancy.organisation(opening.organisation_id):
        return imports.preview(content=content, opening=opening)


def apply(opening: Opening, seen: ImportPreview) -> Imported:
    with tenancy.organisation(opening.organisation_id):
        return imports.apply(rows=seen.rows, opening=opening, by=By.system())


def test_looking_changes_nothing() -> None:
    opening = make_opening(make_organisation())
    assert preview(opening).ready
    with tenancy.organisation(opening.organisation_id):
        assert not Candidate.objects.exists()
        assert not Event.objects.exists()


def test_confirming_adds_and_invites_everybody_and_twice_is_once(
    django_capture_on_commit_callbacks: Any,
) -> None:
    opening = make_opening(make_organisation())
    seen = preview(opening)
    with django_capture_on_commit_callbacks() as sent:
        assert apply(opening, seen) == Imported(invited=2, already=0)
        assert apply(opening, seen) == Imported(invited=0, already=2)
    assert len(sent) == 2
    with tenancy.organisation(opening.organisation_id):
        assert Candidate.objects.count() == Invitation.objects.count() == 2


def test_the_trail_names_everybody_who_was_added_and_invited() -> None:
    opening = make_opening(make_organisation())
    apply(opening, preview(opening))
    with tenancy.organisation(opening.organisation_id):
        verbs = sorted(Event.objects.values_list("verb", flat=True))
        assert Application.objects.count() == 2
    assert verbs == [*["candidate.added"] * 2, "candidates.imported", *["invitation.created"] * 2]
    assert Due.objects.filter(kind=due.INVITATION_MAIL).count() == 2


def test_who_was_invited_long_ago_is_invited_anew() -> None:
    opening = make_opening(make_organisation())
    apply(opening, preview(opening))
    with tenancy.organisation(opening.organisation_id):
        Invitation.objects.update(expires_at=timezone.now())
    assert preview(opening).notes == ()  # "nothing is sent again" would be wrong
    assert apply(opening, preview(opening)) == Imported(invited=2, already=0)
    with tenancy.organisation(opening.organisation_id):
        assert set(Invitation.objects.values_list("generation", flat=True)) == {2}


def test_letters_that_python_and_the_database_spell_differently_lose_nobody() -> None:
    opening = make_opening(make_organisation())
    content = "name,email\nAda,ada@İstanbul.example".encode()
    for expected in (1, 0):
        assert apply(opening, preview(opening, content)).invited == expected
    with tenancy.organisation(opening.organisation_id):
        assert Candidate.objects.count() == Invitation.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_confirmed_twice_at_once_is_imported_once() -> None:
    opening, together = make_opening(make_organisation()), Barrier(2)
    forwards = preview(opening)
    backwards = replace(forwards, rows=forwards.rows[::-1])

    def confirm(seen: ImportPreview) -> int:
        try:
            together.wait(5)
            return apply(opening, seen).invited
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as threads:
        invited = sorted(threads.map(confirm, [forwards, backwards]))
    assert invited == [0, 2]
    with tenancy.organisation(opening.organisation_id):
        assert Candidate.objects.count() == Invitation.objects.count() == 2


def test_an_error_on_one_line_forbids_all() -> None:
    seen = preview(make_opening(make_organisation()), TWO + b"\nCleo,cleo at home")
    assert not seen.ready
    assert [problem.line for problem in seen.errors] == [4]


def test_nothing_is_half_imported() -> None:
    opening = make_opening(make_organisation(), reason="")
    with pytest.raises(Refused) as refusal:
        apply(opening, preview(opening))
    assert refusal.value.code == "no_reason"
    with tenancy.organisation(opening.organisation_id):
        assert not Candidate.objects.exists()


def test_who_is_known_or_invited_is_noted_not_refused() -> None:
    employer = make_organisation()
    opening = make_opening(employer)
    ada = make_candidate(employer, "Ada", email="ADA@people.example")
    make_candidate(employer, "Benjamin", email="ben@people.example")
    make_invitation(ada, opening)
    seen = preview(opening)
    assert seen.ready
    assert [(note.line, note.message) for note in seen.notes] == [
        (2, "Already invited; nothing is sent again."),
        (3, "Known already as Benjamin; the name stays."),
    ]


def test_a_file_that_is_no_table_is_refused_at_its_field() -> None:
    with pytest.raises(Refused) as refusal:
        preview(make_opening(make_organisation()), b"%PDF-1.7")
    assert (refusal.value.code, refusal.value.field) == ("not_a_table", "file")


def test_what_is_confirmed_is_what_was_previewed() -> None:
    opening, by = make_opening(make_organisation()), By.user(make_user().pk)
    seen = preview(opening)
    sealed = imports.seal(seen, opening=opening, by=by)
    assert imports.unseal(sealed, opening=opening, by=by) == seen.rows


def test_a_changed_foreign_or_late_preview_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    employer = make_organisation()
    opening, other = make_opening(employer), make_opening(employer)
    mine, yours = By.user(make_user().pk), By.user(make_user().pk)
    sealed = imports.seal(preview(opening), opening=opening, by=mine)
    for token, to, by in [
        (sealed[:-1], opening, mine),
        ("", opening, mine),
        (signing.dumps(["x"]), opening, mine),
        (sealed, other, mine),
        (sealed, opening, yours),
    ]:
        with pytest.raises(Refused, match="Choose the file again"):
            imports.unseal(token, opening=to, by=by)
    monkeypatch.setattr(time, "time", lambda: 32_503_680_000.0)
    with pytest.raises(Refused, match="Choose the file again"):
        imports.unseal(sealed, opening=opening, by=mine)
