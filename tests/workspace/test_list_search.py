"""Searching people: by name or address, and only those that may be looked for."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from apps.candidates.models import Candidate, Consent, Invitation, Word
from apps.core import tenancy
from tests.factories import make_candidate, make_opening
from tests.workspace.hiring import Hiring, make_hiring, names
from tests.workspace.many import many_people

pytestmark = pytest.mark.django_db


@pytest.fixture
def halden() -> Hiring:
    return make_hiring()


def found(halden: Hiring, text: str) -> list[str]:
    return sorted(names(halden.get("people", q=text).content.decode()))


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("Łukasz Zieliński", "lukasz"),
        ("Łukasz Zieliński", "ZIEL"),
        ("José Ángel Cabrera", "angel cab"),
        ("José Ángel Cabrera", "José"),
        ("Chloé d'Été", "ete"),
        ("Großmann-Müller, Anja", "grossmann"),
        ("Großmann-Müller, Anja", "müller"),
        ("Jose\u0301", "josé"),
        ("محمد الحسن", "محمد"),
        ("مُحَمَّد", "محمد"),
        ("שָׁלוֹם כהן", "שלום"),
        ("李小龍", "李小"),
        ("O'Brien", "o'brien"),
        ("100% _real_", "100"),
    ],
)
def test_a_name_is_found_by_how_any_of_its_words_begins(
    halden: Hiring, name: str, typed: str
) -> None:
    halden.asked(name)
    halden.asked("Somebody Else")
    with tenancy.organisation(halden.organisation.pk):
        known = Candidate.objects.get(name=name)
        assert Word.objects.matching(typed, 10) == [known.pk]
    assert len(found(halden, typed)) == 1


@pytest.mark.parametrize("typed", ["ada.l@", "ada.l@people.exa", "ADA.L@people.example", "ada"])
def test_an_address_is_found_by_how_it_begins(halden: Hiring, typed: str) -> None:
    halden.asked("Somebody Else")
    halden.asked("A. Lindqvist", email="ada.l@people.example")
    assert found(halden, typed) == ["A. Lindqvist"]


@pytest.mark.parametrize(
    "typed", ["%", "_", "' OR 1=1 --", "\\", ".*", "lovelace", "da Lind", "x" * 200, "\0", "@"]
)
def test_what_begins_no_word_finds_nobody_and_breaks_nothing(halden: Hiring, typed: str) -> None:
    halden.asked("Ada Lindqvist")
    answer = halden.get("people", q=typed)
    assert answer.status_code == 200
    with tenancy.organisation(halden.organisation.pk):
        assert Word.objects.matching(typed, 10) == []


def test_who_was_never_invited_and_shares_nothing_is_listed_but_not_found(halden: Hiring) -> None:
    make_candidate(halden.organisation, "Noor Rahman", opening=halden.opening)
    assert "Noor Rahman" in names(halden.list())
    assert found(halden, "noor") == []
    html = halden.get("people", q="noor").content.decode()
    assert "people who share something with you now, and people you invited" in html


def test_who_took_the_consent_back_is_found_only_while_invited(halden: Hiring) -> None:
    ada = halden.share("Ada Lindqvist")
    assert found(halden, "ada") == ["Ada Lindqvist"]
    with tenancy.organisation(halden.organisation.pk):
        Invitation.objects.filter(candidate=ada).update(revoked_at=timezone.now())
    assert found(halden, "ada") == ["Ada Lindqvist"]
    with tenancy.organisation(halden.organisation.pk):
        assert ada.person_id
    with tenancy.person(ada.person_id):
        consent = Consent.objects.get()
        consent.withdrawals.create(
            organisation_id=halden.organisation.pk, person_id=ada.person_id, cause="person"
        )
    assert found(halden, "ada") == []


def test_a_search_stays_within_the_organisation_and_the_opening(halden: Hiring) -> None:
    foreign = make_hiring()
    foreign.asked("Ada Elsewhere")
    elsewhere = make_opening(halden.organisation, "Developer Advocate")
    make_candidate(halden.organisation, "Ada Advocate", opening=elsewhere)
    halden.asked("Ada Lindqvist")
    assert found(halden, "ada") == ["Ada Lindqvist"]
    assert names(halden.list(q="ada")) == ["Ada Lindqvist"]
    with tenancy.organisation(halden.organisation.pk):
        assert Word.objects.filter(word="ada").count() == 2


def test_a_changed_name_is_found_and_the_old_one_no_longer(halden: Hiring) -> None:
    ada = halden.asked("Ada Lindqvist")
    with tenancy.organisation(halden.organisation.pk):
        Candidate.objects.filter(pk=ada.pk).update(name="Ada Berg")
    assert found(halden, "berg") == ["Ada Berg"]
    assert found(halden, "lindqvist") == []


def test_who_is_hidden_is_found_by_the_code_and_not_by_the_name(halden: Hiring) -> None:
    ada = halden.asked("Ada Lindqvist", email="ada@people.example")
    with tenancy.organisation(halden.organisation.pk):
        Candidate.objects.filter(pk=ada.pk).update(hidden_as="K7M3RT")
    for typed in ("ada", "lindqvist", "ada@people.example"):
        assert found(halden, typed) == []
    assert found(halden, "k7m") == ["Person\u00a0K7M3RT"]


def test_deleted_people_leave_no_words(halden: Hiring) -> None:
    ada = halden.asked("Ada Lindqvist")
    with tenancy.organisation(halden.organisation.pk):
        ada.invitations.all().delete()
        ada.applications.all().delete()
        ada.delete()
        assert not Word.objects.exists()


def test_a_search_looks_at_a_bounded_number_of_people_and_says_so(
    halden: Hiring,
) -> None:
    people = many_people(halden, 1005)
    soon = timezone.now() + timedelta(days=9)
    with tenancy.organisation(halden.organisation.pk):
        Invitation.objects.bulk_create(
            Invitation(
                organisation=halden.organisation,
                candidate=person,
                opening=halden.opening,
                expires_at=soon,
            )
            for person in people
        )
        assert len(Word.objects.matching("person", 1000)) == 1001
    html = halden.list(q="person")
    assert "type more of it" in html
    assert len(names(html)) == 25


def test_a_long_or_right_to_left_name_stands_in_its_own_direction(halden: Hiring) -> None:
    halden.asked("محمد الحسن")
    halden.asked("N" * 120)
    html = halden.list()
    assert 'dir="auto">محمد الحسن</a>' in html
    assert "N" * 120 in html
