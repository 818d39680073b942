"""Who a person is stays hidden while a blind opening waits for a decision about them."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from apps.candidates.blind import name_in_sql
from apps.candidates.models import Application, Candidate, Decision, Opening
from apps.core import tenancy
from apps.organisations.models import Organisation
from tests.factories import make_candidate, make_opening, make_organisation

pytestmark = pytest.mark.django_db


@pytest.fixture
def employer() -> Organisation:
    return make_organisation()


def _again(candidate: Candidate) -> Candidate:
    with tenancy.organisation(candidate.organisation_id):
        return Candidate.objects.get(pk=candidate.pk)


def _decide(candidate: Candidate, opening: Opening, kind: str) -> None:
    with tenancy.organisation(candidate.organisation_id):
        Decision.objects.create(
            organisation_id=candidate.organisation_id,
            application=Application.objects.get(candidate=candidate, opening=opening),
            kind=kind,
            reason="Her work sample answers all of our questions.",
            decided_at=timezone.now(),
        )


def _apply(candidate: Candidate, opening: Opening) -> None:
    with tenancy.organisation(candidate.organisation_id):
        Application.objects.bulk_create(
            [
                Application(
                    organisation_id=candidate.organisation_id, candidate=candidate, opening=opening
                )
            ]
        )


def test_in_a_blind_opening_people_have_a_pseudonym_and_nothing_else(
    employer: Organisation,
) -> None:
    blind = make_opening(employer, blind=True)
    ada = _again(make_candidate(employer, "Ada Lindqvist", opening=blind, place="Hamburg"))
    assert ada.is_hidden
    assert ada.shown_name == f"Person\xa0{ada.hidden_as}" == str(ada)
    assert (ada.shown_email, ada.shown_place) == ("", "")


def test_elsewhere_nobody_is_hidden(employer: Organisation) -> None:
    ada = _again(make_candidate(employer, "Ada Lindqvist", opening=make_opening(employer)))
    assert (ada.shown_name, ada.shown_email) == ("Ada Lindqvist", ada.email)


def test_a_decision_shows_who_it_is_and_being_on_hold_is_none(employer: Organisation) -> None:
    blind = make_opening(employer, blind=True)
    ada = make_candidate(employer, "Ada Lindqvist", opening=blind)
    before = _again(ada).shown_name
    _decide(ada, blind, "hold")
    assert _again(ada).shown_name == before
    _decide(ada, blind, "advance")
    assert _again(ada).shown_name == "Ada Lindqvist"


def test_who_is_in_two_blind_openings_is_hidden_until_both_have_decided(
    employer: Organisation,
) -> None:
    first, second = make_opening(employer, blind=True), make_opening(employer, blind=True)
    ada = make_candidate(employer, "Ada Lindqvist", opening=first)
    before = _again(ada).shown_name
    _apply(ada, second)
    _decide(ada, first, "advance")
    assert _again(ada).shown_name == before
    _decide(ada, second, "reject")
    assert _again(ada).shown_name == "Ada Lindqvist"


def test_who_was_known_before_is_hidden_everywhere_once_in_a_blind_opening(
    employer: Organisation,
) -> None:
    ada = make_candidate(employer, "Ada Lindqvist", opening=make_opening(employer))
    _apply(ada, make_opening(employer, blind=True))
    assert _again(ada).is_hidden


def test_an_opening_turned_blind_hides_who_is_in_it(employer: Organisation) -> None:
    opening = make_opening(employer)
    ada = make_candidate(employer, "Ada Lindqvist", opening=opening)
    with tenancy.organisation(employer.pk):
        Opening.objects.filter(pk=opening.pk).update(blind=True)
    assert _again(ada).is_hidden


def test_the_database_lets_nobody_switch_it_off_over_people(employer: Organisation) -> None:
    blind = make_opening(employer, blind=True)
    make_candidate(employer, "Ada Lindqvist", opening=blind)
    with (
        tenancy.organisation(employer.pk),
        pytest.raises(IntegrityError),
        transaction.atomic(),
    ):
        Opening.objects.filter(pk=blind.pk).update(blind=False)


def test_who_leaves_the_blind_opening_is_shown_again(employer: Organisation) -> None:
    blind = make_opening(employer, blind=True)
    ada = make_candidate(employer, "Ada Lindqvist", opening=blind)
    with tenancy.organisation(employer.pk):
        Application.objects.filter(candidate=ada).delete()
    assert not _again(ada).is_hidden


def test_a_search_finds_hidden_people_by_pseudonym_alone(employer: Organisation) -> None:
    blind = make_opening(employer, blind=True)
    ada = _again(make_candidate(employer, "Ada Lindqvist", opening=blind, email="ada@p.example"))
    bo = make_candidate(employer, "Bo Adamson", opening=make_opening(employer))
    with tenancy.organisation(employer.pk):
        assert [*Candidate.objects.called("ada")] == [bo]
        assert [*Candidate.objects.called("p.example")] == []
        for text in (ada.hidden_as, ada.shown_name, ada.hidden_as.lower()):
            assert [*Candidate.objects.called(text)] == [ada]


def test_the_order_of_names_is_that_of_the_names_that_are_shown(employer: Organisation) -> None:
    blind = make_opening(employer, blind=True)
    make_candidate(employer, "Ada Lindqvist", opening=blind)
    make_candidate(employer, "Bo Adamson")
    make_candidate(employer, "Zoe Young")
    with tenancy.organisation(employer.pk):
        shown = Candidate.objects.annotate(shown=name_in_sql()).order_by("shown")
        assert [*shown.values_list("shown", flat=True)] == [each.shown_name for each in shown]
        assert [each.name[0] for each in shown] == ["B", "A", "Z"]
