"""Letters about an invitation: each is sent once, whatever dies on the way.

A worker claims the letter with a lease, sends it outside of any transaction, then notes it. While
the invitation is open, each letter goes out at least once; it goes out twice only where a worker
dies between handing it to the mail server and noting it: both copies carry the same Message-ID.
Who declined or accepted gets nothing, and what is noted is the same: nobody can tell."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from smtplib import SMTPException
from uuid import UUID

import structlog
from django.conf import settings
from django.core.mail import mailers
from django.core.mail.backends.smtp import EmailBackend
from django.utils import timezone

from apps.audit.actions import By, record
from apps.candidates import due, letters
from apps.candidates.models import Invitation
from apps.candidates.models.invitation import InvitationQuerySet
from apps.core import outbox, tenancy
from apps.core.models import Due
from apps.core.models.due import WallKind
from apps.organisations.actions.announcements import announce
from apps.organisations.models.announcement import Kind

MAIL_LEASE = timedelta(minutes=5)
FIRST_RETRY = timedelta(minutes=1)
MAIL_DISTANCE = timedelta(days=1)  # between two letters to the same person
NOTED = ("sent_at", "reminders_sent", "reminded_at", "next_reminder_at", "mailing_until")

log = structlog.get_logger(__name__)


class Outcome(StrEnum):
    NOTED = "noted"
    NOTHING_DUE = "nothing_due"
    BUSY = "busy"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Claim:
    """A letter that this worker alone sends until then. ``goes_out``: whether it really does."""

    invitation: Invitation
    until: datetime
    goes_out: bool


def send_invitation(*, organisation_id: UUID, invitation_id: UUID) -> Outcome:
    """Sends the invitation if that is still to be done. Call outside of scopes."""
    return _send(letters.Letter.INVITATION, organisation_id, invitation_id)


def send_reminder(*, organisation_id: UUID, invitation_id: UUID) -> Outcome:
    """Sends the reminder if one is due now. Call outside of scopes."""
    return _send(letters.Letter.REMINDER, organisation_id, invitation_id)


def post(invitation: Invitation) -> None:
    """The invitation is mailed once this transaction has committed."""
    plan(invitation)
    _queue(invitation)


def post_all(invitations: Collection[Invitation]) -> None:
    """``post`` for invitations that were just made."""
    at = timezone.now() + FIRST_RETRY
    rows = [
        Due(
            kind=due.INVITATION_MAIL,
            wall=WallKind.ORGANISATION,
            wall_id=invitation.organisation_id,
            subject_id=invitation.pk,
            due_at=at,
        )
        for invitation in invitations
    ]
    Due.objects.bulk_create(rows, ignore_conflicts=True)
    for invitation in invitations:
        _queue(invitation)


def plan(invitation: Invitation) -> None:
    """Puts the scheduler's rows as the invitation now stands; in the organisation's scope."""
    plan_all([invitation])


def plan_all(invitations: Collection[Invitation]) -> None:
    """``plan`` for many, in a few statements."""
    # The task that was sent on commit is faster; this row finds the letter if that task was lost.
    soon = timezone.now() + FIRST_RETRY
    unsent = {each: soon if is_alive(each) and not each.sent_at else None for each in invitations}
    reminded = {
        each: each.next_reminder_at if is_alive(each) and each.sent_at else None
        for each in invitations
    }
    for kind, times in ((due.INVITATION_MAIL, unsent), (due.INVITATION_REMINDER, reminded)):
        off = [each.pk for each, at in times.items() if at is None]
        Due.objects.filter(kind=kind, subject_id__in=off).delete()
        rows = [(each.organisation_id, each.pk, at) for each, at in times.items() if at]
        Due.objects.schedule_all(kind, WallKind.ORGANISATION, rows)


def tell_of_sending(invitation: Invitation) -> None:
    """In the organisation's scope, whether the letter really went out or not."""
    announce(
        organisation_id=invitation.organisation_id,
        kind=Kind.INVITATION_SENT,
        candidate_id=invitation.candidate_id,
        facts={"invitation": str(invitation.pk), "opening": str(invitation.opening_id)},
    )


def is_alive(invitation: Invitation) -> bool:
    """Whether letters about it still go out, as far as the organisation may know."""
    return not (invitation.revoked_at or invitation.is_expired or invitation.opening.is_closed)


def next_reminder(invitation: Invitation) -> datetime | None:
    """When the next reminder goes out by itself, None where no more do."""
    waits = settings.INVITATION_REMINDERS
    if invitation.sent_at is None or invitation.reminders_sent >= len(waits):
        return None
    at: datetime = invitation.sent_at + waits[invitation.reminders_sent]
    if invitation.reminded_at:
        at = max(at, invitation.reminded_at + MAIL_DISTANCE)
    return at if at < invitation.expires_at else None


def _send(letter: letters.Letter, organisation_id: UUID, invitation_id: UUID) -> Outcome:
    with tenancy.organisation(organisation_id):
        claim = _claim(letter, invitation_id)
    if not isinstance(claim, Claim):
        return claim
    try:
        message = letters.compose(letter, claim.invitation)
        message.send() if claim.goes_out else _knock()
    except (OSError, SMTPException) as error:
        log.warning("letter not sent", invitation=str(invitation_id), error=type(error).__name__)
        with tenancy.organisation(organisation_id):
            _release(letter, claim)
        return Outcome.FAILED
    with tenancy.organisation(organisation_id):
        _note(letter, claim)
    return Outcome.NOTED


def _knock() -> None:
    """Greets the mail server and leaves. Otherwise a server that is away or slow would tell the
    organisation by the times of its events who gets no letters."""
    server = mailers.default
    if isinstance(server, EmailBackend):  # a folder or a test's mailbox is never away
        with server:
            pass


def _claim(letter: letters.Letter, invitation_id: UUID) -> Claim | Outcome:
    now = timezone.now()
    waiting = _waiting(letter, now).filter(pk=invitation_id)
    until = now + MAIL_LEASE
    claimable = Invitation.objects.filter(pk__in=waiting.values("pk")).unclaimed(now)
    if claimable.update(mailing_until=until):
        invitation = Invitation.objects.with_people().with_may_mail().get(pk=invitation_id)
        return Claim(invitation, until, goes_out=invitation.may_mail)
    if waiting.exists():
        return Outcome.BUSY
    for invitation in Invitation.objects.with_people().filter(pk=invitation_id):
        plan(invitation)
    return Outcome.NOTHING_DUE


def _waiting(letter: letters.Letter, now: datetime) -> InvitationQuerySet:
    if letter is letters.Letter.INVITATION:
        return Invitation.objects.waiting_for_mail(now)
    return Invitation.objects.waiting_for_reminder(now)


def _note(letter: letters.Letter, claim: Claim) -> None:
    invitation, now = _still_ours(claim), timezone.now()
    if invitation is None:
        return
    if letter is letters.Letter.INVITATION:
        invitation.sent_at = now
    else:
        invitation.reminders_sent += 1
        invitation.reminded_at = now
    invitation.next_reminder_at = next_reminder(invitation)
    invitation.mailing_until = None
    invitation.save(update_fields=NOTED)
    plan(invitation)
    record(by=By.system(), verb=f"invitation.{letter.past}", subject=invitation)
    if letter is letters.Letter.INVITATION:
        tell_of_sending(invitation)


def _release(letter: letters.Letter, claim: Claim) -> None:
    """The mail server was not there: try again later, and more and more rarely."""
    invitation = _still_ours(claim)
    if invitation is None:
        return
    invitation.mailing_until = None
    invitation.save(update_fields=["mailing_until"])
    kind = due.INVITATION_MAIL if letter is letters.Letter.INVITATION else due.INVITATION_REMINDER
    now = timezone.now()
    waited = now - (invitation.expires_at - settings.INVITATION_LIFETIME)
    at = now + max(FIRST_RETRY, waited / 4)
    organisation_id = invitation.organisation_id
    Due.objects.schedule(kind, WallKind.ORGANISATION, organisation_id, invitation.pk, at)


def _still_ours(claim: Claim) -> Invitation | None:
    """None where the invitation was sent anew or the lease passed to another worker."""
    mine = Invitation.objects.filter(
        pk=claim.invitation.pk,
        generation=claim.invitation.generation,
        mailing_until=claim.until,
    )
    return mine.select_for_update(of=("self",)).with_people().first()


def _queue(invitation: Invitation) -> None:
    task = due.TASKS[due.INVITATION_MAIL]
    outbox.send(task, str(invitation.organisation_id), str(invitation.pk))
