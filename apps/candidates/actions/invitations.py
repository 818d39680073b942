"""Invitations: the link that asks a candidate to share a score.

Nothing here tells a refusal from silence: who declined, or took a consent back, is invited,
reminded and shown like somebody who never answered. ``resolve`` and ``decline`` are the
candidate's side."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from apps.audit.actions import By, record
from apps.candidates.actions import allowance, applications, mailings
from apps.candidates.actions.answers import decline, resolve
from apps.candidates.actions.openings import refuse_closed
from apps.candidates.models import Candidate, Invitation, Opening
from apps.core import outbox
from apps.core.pace import is_too_often
from apps.core.refusals import Refused

RESENT_A_DAY = 3  # one invitation
ANEW = ("sent_at", "accepted_at", "next_reminder_at", "mailing_until")

__all__ = [
    "ask",
    "decline",
    "invite",
    "invite_once",
    "refuse_uninvitable",
    "remind",
    "resend",
    "resolve",
    "revoke",
]


def invite(*, candidate: Candidate, opening: Opening, by: By) -> Invitation:
    """The open invitation of this candidate to this opening; asking twice is asking once."""
    return invite_once(candidate=candidate, opening=opening, by=by)[0]


@transaction.atomic
def invite_once(*, candidate: Candidate, opening: Opening, by: By) -> tuple[Invitation, bool]:
    """``invite``, with whether a letter is now on its way. An expired invitation is sent anew.
    Refuses with "letters_spent" once the day's letters are."""
    invitation, posted = ask(candidate=candidate, opening=opening, by=by)
    allowance.spend(organisation_id=opening.organisation_id, letters=int(posted))
    return invitation, posted


@transaction.atomic
def ask(*, candidate: Candidate, opening: Opening, by: By) -> tuple[Invitation, bool]:
    """``invite_once`` for who counts the letters themselves."""
    refuse_uninvitable(opening)
    applications.add(candidate=candidate, opening=opening, by=by)
    known = standing_of(candidate, opening)
    if known is None:
        try:
            with transaction.atomic():
                return _create(candidate, opening, by), True
        except IntegrityError:  # the same form, submitted twice at the same time
            return Invitation.objects.standing().get(candidate=candidate, opening=opening), False
    if known.is_expired and not known.shared:
        return _renew(known, by), True
    return known, False


@transaction.atomic
def remind(*, invitation: Invitation, by: By) -> Invitation:
    """Sends a reminder now, in the place of the next one that would go out by itself."""
    invitation = _locked(invitation)
    _refuse_settled(invitation)
    now = timezone.now()
    if invitation.is_expired:
        raise Refused("expired", _("This invitation has expired. Send it again instead."))
    if invitation.sent_at is None:
        raise Refused("not_sent_yet", _("The invitation itself is still on its way."))
    if invitation.reminders_sent >= len(settings.INVITATION_REMINDERS):
        raise Refused("reminded_enough", _("No more reminders: all of them have been sent."))
    if invitation.next_reminder_at and invitation.next_reminder_at <= now:
        return invitation
    _refuse_hurry(invitation)
    invitation.next_reminder_at = now
    invitation.save(update_fields=["next_reminder_at"])
    mailings.plan(invitation)
    record(by=by, verb="invitation.reminder_asked", subject=invitation)
    allowance.spend(organisation_id=invitation.organisation_id)
    outbox.send("candidates.send_reminder", str(invitation.organisation_id), str(invitation.pk))
    return invitation


@transaction.atomic
def resend(*, invitation: Invitation, by: By) -> Invitation:
    """A new link with a new end; the old one opens nothing any more."""
    invitation = _locked(invitation)
    _refuse_settled(invitation)
    if is_too_often("resend", invitation.pk, most=RESENT_A_DAY, within=timedelta(days=1)):
        raise Refused(
            "resent_enough",
            ngettext(
                "It was sent again %(times)s time today. Wait until tomorrow.",
                "It was sent again %(times)s times today. Wait until tomorrow.",
                RESENT_A_DAY,
            )
            % {"times": RESENT_A_DAY},
        )
    renewed = _renew(invitation, by)
    allowance.spend(organisation_id=invitation.organisation_id)
    return renewed


@transaction.atomic
def revoke(*, invitation: Invitation, by: By) -> Invitation:
    """The link opens nothing any more. A consent that was given stays the person's to withdraw."""
    invitation = _locked(invitation)
    if invitation.revoked_at is None:
        invitation.revoked_at, invitation.revoked_by_id = timezone.now(), by.user_id
        invitation.save(update_fields=["revoked_at", "revoked_by"])
        mailings.plan(invitation)
        record(by=by, verb="invitation.revoked", subject=invitation)
    return invitation


def refuse_uninvitable(opening: Opening) -> None:
    """A closed opening, or one that does not say why it asks, invites nobody."""
    refuse_closed(opening)
    if not opening.reason:
        raise Refused(
            "no_reason",
            _(
                "Say first why online influence matters to this job. Candidates read your reason "
                "before they decide, and without one nobody can be invited."
            ),
        )


def _create(candidate: Candidate, opening: Opening, by: By) -> Invitation:
    invitation = Invitation.objects.create(
        organisation_id=candidate.organisation_id,
        candidate=candidate,
        opening=opening,
        invited_by_id=by.user_id,
        expires_at=timezone.now() + settings.INVITATION_LIFETIME,
    )
    facts = {"candidate": str(candidate.pk), "opening": str(opening.pk)}
    record(by=by, verb="invitation.created", subject=invitation, facts=facts)
    mailings.post(invitation)
    return invitation


def renew_quietly(invitation: Invitation, by: By) -> Invitation:
    """A new end without a letter, for who has just proven by one that they are there."""
    _begin_anew(invitation)
    invitation.sent_at = timezone.now()
    invitation.next_reminder_at = mailings.next_reminder(invitation)
    invitation.save(update_fields=["generation", "expires_at", *ANEW])
    record(by=by, verb="invitation.joined", subject=invitation)
    mailings.plan(invitation)
    mailings.tell_of_sending(invitation)
    return invitation


def _renew(invitation: Invitation, by: By) -> Invitation:
    """The same question once more, whether it was answered or not: who shared and took it back is
    asked as somebody who never answered. What they agreed to then is in their consents."""
    _begin_anew(invitation)
    invitation.save(update_fields=["generation", "expires_at", *ANEW])
    record(by=by, verb="invitation.resent", subject=invitation)
    mailings.post(invitation)
    return invitation


def _begin_anew(invitation: Invitation) -> None:
    invitation.generation += 1
    invitation.expires_at = timezone.now() + settings.INVITATION_LIFETIME
    for moment in ANEW:
        setattr(invitation, moment, None)


def _refuse_settled(invitation: Invitation) -> None:
    """What the organisation can see anyway: taken back, closed, or shared now."""
    refuse_closed(invitation.opening)
    if invitation.revoked_at:
        raise Refused(
            "revoked", _("This invitation was taken back. Invite the person again instead.")
        )
    if invitation.shared:
        raise Refused("shared", _("This person shares a score already."))


def _refuse_hurry(invitation: Invitation) -> None:
    last = max(filter(None, [invitation.sent_at, invitation.reminded_at]))
    if timezone.now() - last < mailings.MAIL_DISTANCE:
        hours = mailings.MAIL_DISTANCE // timedelta(hours=1)
        raise Refused(
            "reminded_recently",
            ngettext(
                "Wait %(hours)s hour between two emails to one person.",
                "Wait %(hours)s hours between two emails to one person.",
                hours,
            )
            % {"hours": hours},
        )


def standing_of(candidate: Candidate, opening: Opening) -> Invitation | None:
    """The one that was not taken back, locked, with ``shared``."""
    standing = Invitation.objects.standing().filter(candidate=candidate, opening=opening)
    found = standing.values_list("pk", flat=True).first()
    return _by_key(found) if found else None


def _locked(invitation: Invitation) -> Invitation:
    return _by_key(invitation.pk)


def _by_key(key: UUID) -> Invitation:
    people = Invitation.objects.with_people().with_shared()
    return people.select_for_update(of=("self",)).get(pk=key)
