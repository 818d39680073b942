"""Whoever contested a score is told by mail when somebody answered."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from html import unescape

import pytest
from django.conf import settings
from django.core import mail
from django.core.mail import EmailMessage, EmailMultiAlternatives
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.timezone import localtime

from apps.accounts.models import User
from apps.audit.actions import By
from apps.core import tenancy
from apps.core.models import Due
from apps.organisations.models import Organisation
from apps.pipeline import actions, contests, erasures
from apps.scoring import due
from apps.scoring.actions import contest_mails
from apps.scoring.actions import contests as contests_of_people
from apps.scoring.models import Contest, Outcome
from tests import factories
from tests.pipeline.people import Asked, agree, empty_queue, work

pytestmark = pytest.mark.django_db(transaction=True)
WORDS = "We do not use this score any more, because the account is not yours."


@pytest.fixture
def ada() -> Asked:
    empty_queue()
    asked = agree(networks=("x",))
    with tenancy.organisation(asked.consent.organisation_id):
        Organisation.objects.update(name="Halden & Mohr")
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


def link(contest: Contest) -> str:
    return f"{settings.PUBLIC_URL}/me/scores/{contest.consent_id}/contest/"


def texts(letter: EmailMessage) -> list[str]:
    """The plain text, and the HTML as it is read."""
    assert isinstance(letter, EmailMultiAlternatives)
    return [str(letter.body), *(unescape(str(each[0])) for each in letter.alternatives)]


def claim(contest: Contest, until: datetime) -> None:
    with tenancy.person(contest.person_id):
        assert Contest.objects.filter(pk=contest.pk).update(mailing_until=until)


@pytest.mark.parametrize(
    ("outcome", "became"),
    [
        (Outcome.UPHELD, "The score stands, and is no longer marked as contested."),
        (Outcome.RECOMPUTED, "read again, and the score comes anew from them."),
        (Outcome.REMOVED, "The score is no longer used, and Halden & Mohr sees nothing"),
    ],
)
def test_the_person_reads_who_answered_and_what_became_of_the_score(
    ada: Asked, outcome: str, became: str
) -> None:
    contest = answer(ada, outcome)
    assert mail.outbox == []
    work()
    (letter,) = mail.outbox
    assert letter.to == [ada.person.email]
    assert letter.subject == "Halden & Mohr answered your contest"
    for text in texts(letter):
        assert became in text
        assert "your score at Halden & Mohr is wrong" in text
        assert link(contest) in text


def test_the_mail_keeps_the_score_and_all_words_to_itself(ada: Asked) -> None:
    contest = answer(ada)
    work()
    plain, rich = texts(mail.outbox[0])
    for text in (plain, rich):
        assert WORDS not in text
        assert contest.text not in text
    day = date_format(localtime(contest.contested_at), "DATE_FORMAT")
    assert day in plain
    assert not re.search(r"\d", plain.replace(link(contest), "").replace(day, ""))


def test_twice_is_once(ada: Asked) -> None:
    contest = answer(ada)
    assert contest_mails.mail(person_id=ada.person.pk, contest_id=contest.pk)
    assert not contest_mails.mail(person_id=ada.person.pk, contest_id=contest.pk)
    work()
    assert len(mail.outbox) == 1
    assert not Due.objects.filter(kind=due.CONTEST_MAIL).exists()


def test_two_workers_send_one(ada: Asked) -> None:
    contest = answer(ada)
    claim(contest, timezone.now() + contest_mails.LEASE)
    work()
    assert mail.outbox == []
    assert Due.objects.filter(kind=due.CONTEST_MAIL, subject_id=contest.pk).exists()


def test_who_claimed_it_and_died_is_followed_by_another(ada: Asked) -> None:
    contest = answer(ada)
    claim(contest, timezone.now() - timedelta(seconds=1))
    assert contest_mails.mail(person_id=ada.person.pk, contest_id=contest.pk)
    assert len(mail.outbox) == 1


def test_a_lost_message_is_found_by_the_scheduler(ada: Asked) -> None:
    answer(ada)
    empty_queue()
    Due.objects.filter(kind=due.CONTEST_MAIL).update(due_at=timezone.now())
    actions.dispatch()
    work()
    assert len(mail.outbox) == 1


def test_what_was_taken_back_is_not_mailed_about(ada: Asked) -> None:
    with tenancy.person(ada.person.pk):
        made = Contest.objects.get()
        contests_of_people.take_back(contest_id=made.pk, by=By.person(ada.person.pk))
        contest_mails.plan(contest=made)
    work()
    assert mail.outbox == []
    assert not Due.objects.filter(kind=due.CONTEST_MAIL).exists()


def test_who_was_erased_gets_none(ada: Asked) -> None:
    answer(ada)
    erasures.begin(person_id=ada.person.pk)
    assert "pipeline.mail_contest_answer" in work()
    assert not [each for each in mail.outbox if "contest" in each.subject]
    assert not Due.objects.filter(kind=due.CONTEST_MAIL).exists()


def test_it_speaks_the_language_of_its_reader(ada: Asked) -> None:
    User.objects.filter(pk=ada.person.pk).update(language="de")
    answer(ada)
    work()
    (letter,) = mail.outbox
    assert letter.subject == "Halden & Mohr hat Ihre Anfechtung beantwortet"
    for text in texts(letter):
        assert "Der Score bleibt bestehen" in text
        assert "Melden Sie sich an" in text


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
