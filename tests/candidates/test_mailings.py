"""Letters: each goes out once, whoever dies or says no."""

from __future__ import annotations

from collections.abc import Collection
from datetime import UTC, datetime, timedelta
from email.header import decode_header, make_header
from email.utils import getaddresses
from typing import Any

import pytest
from celery import current_app
from django.conf import settings
from django.core import mail
from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.test import override_settings
from django.utils import timezone

from apps.audit.actions import By
from apps.audit.models import Event
from apps.candidates import due, tasks
from apps.candidates.actions import consents, invitations
from apps.candidates.actions.mailings import MAIL_LEASE, Outcome
from apps.candidates.models import Invitation
from apps.core import tenancy
from apps.core.models import Due
from apps.organisations.actions import branding
from apps.organisations.models import Organisation
from tests.candidates.letters import days_pass, expire, fresh, post, post_reminder, tokens
from tests.factories import make_candidate, make_opening, make_organisation, make_user
from tests.organisations.pictures import picture

pytestmark = pytest.mark.django_db
NO_SERVER = {
    "default": {
        "BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "OPTIONS": {"host": "127.0.0.1", "port": 9},
    }
}


def test_an_invitation_speaks_in_the_employers_name() -> None:
    invitation = invited("Halden & Mohr", "Ada <Byron>")
    post(invitation)
    (letter,) = mail.outbox
    assert isinstance(letter, EmailMultiAlternatives)
    html = str(letter.alternatives[0][0])
    assert letter.subject == "Halden & Mohr asks about your online influence"
    assert letter.from_email == "Halden & Mohr via Renown <renown@localhost>"
    assert invitation.opening.reason in letter.body
    assert "Hello Ada <Byron>," in letter.body
    assert "Hello Ada &lt;Byron&gt;," in html
    assert f"{settings.PUBLIC_URL}/i/" in html


def test_a_name_with_a_line_break_adds_no_header() -> None:
    invitation = invited("Evil\r\nBcc: all@people.example", "Ada\nByron")
    post(invitation)
    assert mail.outbox[0].message()["Bcc"] is None
    assert mail.outbox[0].recipients() == [f"Ada Byron <{invitation.candidate.email}>"]


def test_a_name_with_signs_and_letters_of_its_own_stays_one_sender() -> None:
    invitation = invited('Müller, "Söhne" <security@bank.example>', "ליאת בן־דוד")
    post(invitation)
    sent = mail.outbox[0].message()
    (sender,) = getaddresses([str(make_header(decode_header(sent["From"])))])
    assert sender == ('Müller, "Söhne" <security@bank.example> via Renown', "renown@localhost")
    assert getaddresses([sent["To"]])[0][1] == invitation.candidate.email
    assert sent["From"].isascii() or sent.as_bytes().isascii()


def test_the_letter_is_in_the_employers_language_and_time() -> None:
    invitation = invited("Halden & Mohr", "Ada Byron")
    end = datetime(2026, 12, 31, 23, 30, tzinfo=UTC)
    _set(invitation, expires_at=end)
    with tenancy.organisation(invitation.organisation_id):
        Organisation.objects.update(language="de", time_zone="Europe/Berlin")
    post(invitation)
    letter = mail.outbox[0]
    assert isinstance(letter, EmailMultiAlternatives)
    assert letter.subject == "Halden & Mohr fragt nach Ihrem Einfluss im Netz"
    for part in (str(letter.body), str(letter.alternatives[0][0])):
        assert "Guten Tag Ada Byron," in part
        assert "gilt bis zum 1. Januar 2027" in part
        assert "Hello" not in part
    assert '<html lang="de">' in str(letter.alternatives[0][0])
    assert letter.message()["Content-Language"] == "de"


def test_a_letter_says_what_programs_want_to_know() -> None:
    invitation = invited()
    with tenancy.organisation(invitation.organisation_id):
        Organisation.objects.update(privacy_contact="privacy@halden.example")
    post(invitation)
    sent = mail.outbox[0].message()
    path = f"{settings.PUBLIC_URL}/i/{tokens()[-1]}/unsubscribe/"
    assert sent["List-Unsubscribe"] == f"<{path}>"
    assert sent["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert sent["Auto-Submitted"] == "auto-generated"
    assert sent["Reply-To"] == "privacy@halden.example"


def test_a_letter_wears_the_employers_logo_and_colour() -> None:
    invitation = invited()
    with tenancy.organisation(invitation.organisation_id):
        Organisation.objects.update(accent="#1b377d")
        employer = Organisation.objects.get()
    branding.set_logo(organisation=employer, uploaded=picture((480, 120)), by=By.system())
    post(invitation)
    letter = mail.outbox[0]
    assert isinstance(letter, EmailMultiAlternatives)
    sent = letter.message()
    kinds = [part.get_content_type() for part in sent.walk()]
    assert {"text/plain", "text/html", "image/png"} <= {*kinds}
    html = str(letter.alternatives[0][0])
    assert 'src="cid:logo"' in html
    assert "border-bottom: 3px solid #1b377d" in html
    assert "http://" not in html.replace(settings.PUBLIC_URL, "")


def test_the_task_may_run_twice() -> None:
    invitation = invited()
    for _ in range(2):
        tasks.send_invitation(str(invitation.organisation_id), str(invitation.pk))
        tasks.send_reminder(str(invitation.organisation_id), str(invitation.pk))
    assert len(mail.outbox) == 1


@pytest.mark.django_db(transaction=True)
def test_the_task_is_queued_once_the_invitation_is_committed() -> None:
    with current_app.connection_for_read() as broker:
        queue = broker.SimpleQueue(settings.CELERY_TASK_DEFAULT_QUEUE)
        queue.clear()
        with pytest.raises(KeyError), transaction.atomic():
            invited()
            raise KeyError  # what is rolled back sends nothing
        invitation = invited()
        message = queue.get(timeout=5)
        message.ack()
    assert message.headers["task"] == "candidates.send_invitation"
    assert message.payload[0] == [str(invitation.organisation_id), str(invitation.pk)]


def test_a_lost_task_is_found_by_the_scheduler() -> None:
    invitation = invited()
    row = Due.objects.get(kind=due.INVITATION_MAIL)
    assert (row.subject_id, row.wall_id) == (invitation.pk, invitation.organisation_id)
    post(invitation)
    assert not Due.objects.filter(kind=due.INVITATION_MAIL).exists()


def test_while_one_worker_sends_another_keeps_out_and_takes_over_when_it_died() -> None:
    invitation = invited()
    _set(invitation, mailing_until=timezone.now() + MAIL_LEASE)
    assert post(invitation) == Outcome.BUSY
    assert not mail.outbox
    _set(invitation, mailing_until=timezone.now() - timedelta(seconds=1))
    assert post(invitation) == Outcome.NOTED
    assert len(mail.outbox) == 1


def test_a_mail_server_that_is_away_loses_nothing() -> None:
    invitation = invited()
    with override_settings(MAILERS=NO_SERVER):
        assert post(invitation) == Outcome.FAILED
    assert fresh(invitation).sent_at is None
    assert Due.objects.filter(kind=due.INVITATION_MAIL, due_at__gt=timezone.now()).exists()
    assert post(invitation) == Outcome.NOTED
    assert len(mail.outbox) == 1


def test_both_copies_of_a_doubled_letter_carry_the_same_id() -> None:
    invitation = invited()
    post(invitation)
    _set(invitation, sent_at=None)  # the worker died before it noted
    post(invitation)
    first, second = (message.message()["Message-ID"] for message in mail.outbox)
    assert first == second


def test_reminders_come_when_they_are_due_and_end_after_the_last() -> None:
    invitation = invited()
    post(invitation)
    assert Due.objects.get().due_at == fresh(invitation).next_reminder_at
    for wait in settings.INVITATION_REMINDERS:
        assert post_reminder(invitation) == Outcome.NOTHING_DUE
        days_pass(invitation, wait / timedelta(days=1))
        assert post_reminder(invitation) == Outcome.NOTED
    assert fresh(invitation).next_reminder_at is None
    assert not Due.objects.exists()
    assert post_reminder(invitation) == Outcome.NOTHING_DUE
    assert len(mail.outbox) == 1 + len(settings.INVITATION_REMINDERS)


def test_a_reminder_by_hand_takes_the_place_of_the_next_one() -> None:
    invitation = invited()
    post(invitation)
    days_pass(invitation, 2)
    for _ in range(2):
        _remind(invitation)
    assert [post_reminder(invitation) for _ in range(2)] == [Outcome.NOTED, Outcome.NOTHING_DUE]
    reminded = fresh(invitation)
    assert reminded.reminders_sent == 1
    assert reminded.sent_at
    assert reminded.next_reminder_at
    assert reminded.next_reminder_at - reminded.sent_at == settings.INVITATION_REMINDERS[1]


def test_no_reminder_follows_another_within_a_day() -> None:
    invitation = invited()
    post(invitation)
    days_pass(invitation, 8.9)
    post_reminder(invitation)
    reminded = fresh(invitation)
    assert reminded.next_reminder_at
    assert reminded.reminded_at
    assert reminded.next_reminder_at - reminded.reminded_at >= timedelta(days=1)


def test_an_expired_invitation_is_not_mailed() -> None:
    invitation = invited()
    expire(invitation)
    assert post(invitation) == Outcome.NOTHING_DUE
    assert not mail.outbox
    assert not Due.objects.exists()


def test_a_revoked_invitation_is_not_mailed() -> None:
    invitation = invited()
    with tenancy.organisation(invitation.organisation_id):
        invitations.revoke(invitation=invitation, by=By.system())
    assert not Due.objects.exists()
    assert post(invitation) == Outcome.NOTHING_DUE
    assert not mail.outbox


def test_sending_anew_lets_the_older_letter_of_a_slow_worker_note_nothing() -> None:
    invitation = invited()
    post(invitation)
    with tenancy.organisation(invitation.organisation_id):
        invitations.resend(invitation=invitation, by=By.system())
    post(invitation)
    assert len(set(tokens())) == 2
    assert len({message.message()["Message-ID"] for message in mail.outbox}) == 2


def test_who_declined_gets_no_letter_and_leaves_the_same_traces() -> None:
    silent, declined = invited(), invited()
    for invitation in (silent, declined):
        post(invitation)
    invitations.decline(tokens()[-1])
    mail.outbox.clear()
    for invitation in (silent, declined):
        days_pass(invitation, 3)
        post_reminder(invitation)
        days_pass(invitation, 2)
        _remind(invitation)
        post_reminder(invitation)
        with tenancy.organisation(invitation.organisation_id):
            invitations.resend(invitation=invitation, by=By.system())
        post(invitation)
    assert {message.to[0] for message in mail.outbox} == {
        f"{silent.candidate.name} <{silent.candidate.email}>"
    }
    assert len(mail.outbox) == 3
    assert _traces(silent) == _traces(declined)


def test_who_shared_and_took_it_back_leaves_the_traces_of_somebody_silent() -> None:
    silent, shared = invited(), invited()
    for invitation in (silent, shared):
        post(invitation)
    _share_and_withdraw(shared)
    mail.outbox.clear()
    for invitation in (silent, shared):
        days_pass(invitation, settings.INVITATION_REMINDERS[0] / timedelta(days=1))
        assert post_reminder(invitation) == Outcome.NOTED
    assert [message.to[0] for message in mail.outbox] == [
        f"{silent.candidate.name} <{silent.candidate.email}>"
    ]
    answered = {"accepted_at"}
    assert _traces(silent, answered) == _traces(shared, answered)
    for invitation in (silent, shared):
        with tenancy.organisation(invitation.organisation_id):
            invitations.resend(invitation=invitation, by=By.system())
        post(invitation)
    assert _traces(silent) == _traces(shared)


def test_a_mail_server_that_is_away_does_not_tell_who_declined() -> None:
    silent, declined = invited(), invited()
    for invitation in (silent, declined):
        post(invitation)
    invitations.decline(tokens()[-1])
    for invitation in (silent, declined):
        days_pass(invitation, settings.INVITATION_REMINDERS[0] / timedelta(days=1))
        with override_settings(MAILERS=NO_SERVER):
            assert post_reminder(invitation) == Outcome.FAILED
    assert _traces(silent) == _traces(declined)


def _share_and_withdraw(invitation: Invitation) -> None:
    person = make_user(email=invitation.candidate.email)
    by = By.person(person.pk)
    consent = consents.grant(
        invitation=invitation, person=person, networks=["x"], by=by, offered=["x"]
    )
    with tenancy.person(person.pk):
        consents.withdraw(consent_id=consent.pk, by=by)


def invited(employer: str = "", name: str = "") -> Invitation:
    organisation = make_organisation(employer)
    opening, candidate = make_opening(organisation), make_candidate(organisation, name)
    with tenancy.organisation(organisation.pk):
        invitation = invitations.invite(candidate=candidate, opening=opening, by=By.system())
    return fresh(invitation)


def _remind(invitation: Invitation) -> None:
    with tenancy.organisation(invitation.organisation_id):
        invitations.remind(invitation=invitation, by=By.system())


def _set(invitation: Invitation, **values: Any) -> None:
    with tenancy.organisation(invitation.organisation_id):
        Invitation.objects.filter(pk=invitation.pk).update(**values)


def _traces(invitation: Invitation, hidden: Collection[str] = ()) -> list[Any]:
    """Everything but identifiers and the exact moment. ``hidden``: what no page shows."""
    left_out = {"id", "organisation_id", "candidate_id", "opening_id", *hidden}
    with tenancy.organisation(invitation.organisation_id):
        (row,) = Invitation.objects.values()
        events = list(Event.objects.order_by("id").values_list("verb", "actor"))
        dues = sorted(Due.objects.filter(wall_id=invitation.organisation_id).values_list("kind"))
    columns = {
        name: value.replace(microsecond=0, second=0) if isinstance(value, datetime) else value
        for name, value in row.items()
        if name not in left_out
    }
    return [columns, events, dues]
