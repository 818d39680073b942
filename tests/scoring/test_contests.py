"""A person contests a score: what they may do, what it marks, and who sees it."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from django.db.models.functions import Now
from django.utils import timezone

from apps.accounts.models import User
from apps.audit.actions import By
from apps.audit.models import Event
from apps.candidates.models import Candidate, Consent
from apps.core import tenancy
from apps.core.refusals import Refused
from apps.pipeline import actions as pipeline
from apps.scoring.actions import contests
from apps.scoring.listing import listed
from apps.scoring.models import Contest, Outcome, Score
from apps.scoring.models.contest import LONGEST, with_contested
from tests import factories

pytestmark = pytest.mark.django_db
WORDS = "That account is my brother's, not mine."


@pytest.fixture
def mara() -> User:
    return factories.make_user("Mara Lind")


@pytest.fixture
def consent(mara: User) -> Consent:
    organisation = factories.make_organisation("Halden & Mohr")
    opening = factories.make_opening(organisation)
    candidate = factories.make_candidate(organisation, "Mara Lind", opening=opening)
    consent = factories.make_consent(candidate, mara, opening=opening, networks=("wordpress", "x"))
    factories.make_score(consent)
    return consent


def contest(consent: Consent, text: str = WORDS) -> Contest:
    with tenancy.person(consent.person_id):
        return contests.contest(consent_id=consent.pk, text=text, by=By.person(consent.person_id))


def take_back(made: Contest) -> None:
    with tenancy.person(made.person_id):
        contests.take_back(contest_id=made.pk, by=By.person(made.person_id))


def answer(made: Contest) -> None:
    with tenancy.organisation(made.organisation_id):
        Contest.objects.open().filter(pk=made.pk).update(
            answered_at=timezone.now(), answer="It is right.", outcome=Outcome.UPHELD
        )


def is_marked(consent: Consent) -> bool:
    with tenancy.organisation(consent.organisation_id):
        return listed().get(pk=consent.candidate_id).contested


def refusal(consent: Consent, text: str = WORDS) -> str:
    with pytest.raises(Refused) as refused:
        contest(consent, text)
    return refused.value.code


def test_a_contested_score_is_marked_until_somebody_answered(consent: Consent) -> None:
    assert not is_marked(consent)
    made = contest(consent)
    assert is_marked(consent)
    answer(made)
    assert not is_marked(consent)


def test_every_score_under_the_consent_is_marked_also_one_that_comes_later(
    consent: Consent,
) -> None:
    contest(consent)
    factories.make_score(consent, followers=9_000)
    with tenancy.organisation(consent.organisation_id):
        marked = with_contested(Score.objects.all(), consent="consent")
        assert [score.contested for score in marked] == [True, True]


def test_what_is_taken_back_marks_nothing_and_twice_is_once(consent: Consent) -> None:
    made = contest(consent)
    take_back(made)
    take_back(made)
    assert not is_marked(consent)
    with tenancy.person(consent.person_id):
        assert Event.objects.filter(verb="score.contest_taken_back").count() == 1


def test_an_answered_contest_cannot_be_taken_back(consent: Consent) -> None:
    made = contest(consent)
    answer(made)
    with pytest.raises(Refused) as refused:
        take_back(made)
    assert refused.value.code == "answered"


def test_the_same_words_sent_twice_are_one_contest(consent: Consent) -> None:
    assert contest(consent) == contest(consent, f"  {WORDS}\r\n")
    assert refusal(consent, "Something else.") == "contested"
    with tenancy.person(consent.person_id):
        assert Contest.objects.count() == 1
        assert Event.objects.filter(verb="score.contested").count() == 1


def test_after_an_answer_a_score_can_be_contested_again(consent: Consent) -> None:
    answer(contest(consent))
    contest(consent, "Still not mine.")
    assert is_marked(consent)


@pytest.mark.parametrize(
    ("text", "code"),
    [(" \n ", "text_missing"), ("\0", "text_missing"), ("x" * (LONGEST + 1), "text_too_long")],
)
def test_it_needs_words_and_not_too_many(consent: Consent, text: str, code: str) -> None:
    assert refusal(consent, text) == code


def test_what_is_not_shared_or_not_scored_cannot_be_contested(consent: Consent) -> None:
    with tenancy.person(consent.person_id):
        Candidate.objects.get(pk=consent.candidate_id).standing.delete()
    assert refusal(consent) == "no_score"
    pipeline.withdraw(person_id=consent.person_id, consent_id=consent.pk)
    assert refusal(consent) == "not_shared"


def test_it_outlives_the_score_when_one_account_is_withdrawn(consent: Consent) -> None:
    made = contest(consent)
    pipeline.withdraw(person_id=consent.person_id, consent_id=consent.pk, network="wordpress")
    with tenancy.person(consent.person_id):
        left = Contest.objects.get(pk=made.pk)
    assert left.score_id is None
    assert left.is_open
    assert is_marked(consent)


def test_after_a_withdrawal_the_employer_finds_no_trace_of_it(consent: Consent) -> None:
    contest(consent)
    with tenancy.organisation(consent.organisation_id):
        assert Contest.objects.get().text == WORDS
        assert Event.objects.filter(verb="score.contested").exists()
    pipeline.withdraw(person_id=consent.person_id, consent_id=consent.pk)
    with tenancy.organisation(consent.organisation_id):
        assert not Contest.objects.exists()
        assert not Event.objects.filter(verb="score.contested").exists()
    assert not is_marked(consent)


def test_nobody_elses_contest_is_seen_or_taken_back(consent: Consent) -> None:
    made, stranger = contest(consent), factories.make_user()
    other = factories.make_organisation()
    with tenancy.organisation(other.pk):
        assert not Contest.objects.exists()
    with tenancy.person(stranger.pk):
        contests.take_back(contest_id=made.pk, by=By.person(stranger.pk))
        with pytest.raises(Refused):
            contests.contest(consent_id=consent.pk, text=WORDS, by=By.person(stranger.pk))
    assert is_marked(consent)


@pytest.mark.parametrize(
    "change",
    [
        {"text": "Other words"},
        {"answered_at": Now()},
        {"outcome": "upheld"},
        {"answered_at": Now(), "answer": "No.", "outcome": "laughed_at"},
    ],
)
def test_the_database_keeps_words_and_wants_whole_answers(
    consent: Consent, change: dict[str, Any]
) -> None:
    made = contest(consent)
    with (
        tenancy.organisation(consent.organisation_id),
        pytest.raises((IntegrityError, DatabaseError)),
        transaction.atomic(),
    ):
        Contest.objects.filter(pk=made.pk).update(**change)


def test_an_answer_is_given_once(consent: Consent) -> None:
    made = contest(consent)
    answer(made)
    with (
        tenancy.organisation(consent.organisation_id),
        pytest.raises(DatabaseError),
        transaction.atomic(),
    ):
        Contest.objects.filter(pk=made.pk).update(answer="On second thought.")


def test_marking_costs_no_query_more(consent: Consent, django_assert_num_queries: Any) -> None:
    contest(consent)
    with tenancy.organisation(consent.organisation_id), django_assert_num_queries(1):
        assert [person.contested for person in listed()] == [True]
