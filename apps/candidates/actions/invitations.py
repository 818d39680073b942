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

from apps.audit.actions import By, record
from apps.candidates.actions import applications, mailings
from apps.candidates.actions.answers import decline, resolve
from apps.candidates.actions.openings import refuse_closed
from apps.candidates.models import Candidate, Invitation, Opening
from apps.core import outbox
from apps.core.refusals import Refused

ANEW = ("sent_at", "accepted_at", "next_reminder_at", "mailing_until")

__all__ = [
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
    """``invite``, with whether a letter is now on its way. An expired invitation is sent anew."""
    refuse_uninvitable(opening)
    applications.add(candidate=candidate, opening=opening, by=by)
    known = _standing(candidate, opening)
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
        raise Refused("expired", "This invitation has expired. Send it again instead.")
    if invitation.sent_at is None:
        raise Refused("not_sent_yet", "The invitation itself is still on its way.")
    if invitation.reminders_sent >= len(settings.INVITATION_REMINDERS):
        raise Refused("reminded_enough", "No more reminders: all of them have been sent.")
    if invitation.next_reminder_at and invitation.next_reminder_at <= now:
        return invitation
    last = max(filter(None, [invitation.sent_at, invitation.reminded_at]))
    if now - last < mailings.MAIL_DISTANCE:
        hours = mailings.MAIL_DISTANCE // timedelta(hours=1)
        raise Refused("reminded_recently", f"Wait {hours} hours between two emails to one person.")
    invitation.next_reminder_at = now
    invitation.save(update_fields=["next_reminder_at"])
    mailings.plan(invitation)
    record(by=by, verb="invitation.reminder_asked", subject=invitation)
    outbox.send("candidates.send_reminder", str(invitation.organisation_id), str(invitation.pk))
    return invitation


@transaction.atomic
def resend(*, invitation: Invitation, by: By) -> Invitation:
    """A new link with a new end; the old one opens nothing any more."""
    invitation = _locked(invitation)
    _refuse_settled(invitation)
    return _renew(invitation, by)


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
            "Say first why online influence matters to this job. Candidates read your reason "
            "before they decide, and without one nobody can be invited.",
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


def _renew(invitation: Invitation, by: By) -> Invitation:
    """The same question once more, whether it was answered or not: who shared and took it back is
    asked as somebody who never answered. What they agreed to then is in their consents."""
    invitation.generation += 1
    invitation.expires_at = timezone.now() + settings.INVITATION_LIFETIME
    for moment in ANEW:
        setattr(invitation, moment, None)
    invitation.save(update_fields=["generation", "expires_at", *ANEW])
    record(by=by, verb="invitation.resent", subject=invitation)
    mailings.post(invitation)
    return invitation


def _refuse_settled(invitation: Invitation) -> None:
    """What the organisation can see anyway: taken back, closed, or shared now."""
    refuse_closed(invitation.opening)
    if invitation.revoked_at:
        raise Refused("revoked", "This invitation was taken back. Invite the person again instead.")
    if invitation.shared:
        raise Refused("shared", "This person shares a score already.")


def _standing(candidate: Candidate, opening: Opening) -> Invitation | None:
    standing = Invitation.objects.standing().filter(candidate=candidate, opening=opening)
    found = standing.values_list("pk", flat=True).first()
    return _by_key(found) if found else None


def _locked(invitation: Invitation) -> Invitation:
    return _by_key(invitation.pk)


def _by_key(key: UUID) -> Invitation:
    people = Invitation.objects.with_people().with_shared()
    return people.select_for_update(of=("self",)).get(pk=key)
