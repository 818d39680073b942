"""Whoever contested a score is told by mail when somebody answered."""

from __future__ import annotations

import pytest
from django.core import mail

from apps.accounts.models import User
from apps.audit.actions import By
from apps.core import tenancy
from apps.core.models import Due
from apps.pipeline import contests
from apps.scoring import due
from apps.scoring.actions import contest_mails
from apps.scoring.models import Contest, Outcome
from tests import factories
from tests.pipeline.people import Asked, agree, empty_queue, work

pytestmark = pytest.mark.django_db(transaction=True)
WORDS = "We do not use this score any more, because the account is not yours."


@pytest.fixture
def ada() -> Asked:
    empty_queue()
    asked = agree(networks=("x",))
    factories.make_score(asked.consent)
    factories.make_contest(asked.consent)
    return asked


def answer(asked: Asked, outcome: str = Outcome.UPHELD) -> Contest:
    recruiter = factories.make_user("Katrin Voss")
    with tenancy.organisation(asked.consent.organisation_id):
        found = Contest.objects.get()
        return contests.answer(
            contest_id=found.pk, outcome=outcome, text=WORDS, by=By.user(recruiter.pk)
        )


@pytest.mark.parametrize("outcome", Outcome.values)
def test_the_person_is_told_whatever_the_answer_and_the_mail_keeps_it_to_itself(
    ada: Asked, outcome: str
) -> None:
    contest = answer(ada, outcome)
    assert mail.outbox == []
    work()
    (letter,) = mail.outbox
    assert letter.to == [ada.person.email]
    assert f"/me/scores/{contest.consent_id}/contest/" in letter.body
    assert WORDS not in letter.body


def test_twice_is_once(ada: Asked) -> None:
    contest = answer(ada)
    assert contest_mails.mail(person_id=ada.person.pk, contest_id=contest.pk)
    assert not contest_mails.mail(person_id=ada.person.pk, contest_id=contest.pk)
    work()
    assert len(mail.outbox) == 1
    assert not Due.objects.filter(kind=due.CONTEST_MAIL).exists()


def test_it_speaks_the_language_of_its_reader(ada: Asked) -> None:
    User.objects.filter(pk=ada.person.pk).update(language="de")
    answer(ada)
    work()
    assert "hat Ihre Anfechtung beantwortet" in mail.outbox[0].subject


def test_a_mail_server_that_is_away_is_asked_again(
    ada: Asked, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(*_: object) -> int:
        raise ConnectionRefusedError

    contest = answer(ada)
    empty_queue()
    with monkeypatch.context() as patch:
        patch.setattr("django.core.mail.backends.locmem.EmailBackend.send_messages", away)
        with pytest.raises(ConnectionRefusedError):
            contest_mails.mail(person_id=ada.person.pk, contest_id=contest.pk)
    assert Due.objects.filter(kind=due.CONTEST_MAIL, subject_id=contest.pk).exists()
    assert contest_mails.mail(person_id=ada.person.pk, contest_id=contest.pk)
