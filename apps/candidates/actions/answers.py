"""The candidate's side of an invitation: opening its link, and saying no quietly."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from apps.audit.actions import By, record
from apps.audit.models import Actor
from apps.candidates.letters import PURPOSE
from apps.candidates.models import Decline, Invitation
from apps.core import tenancy
from apps.core.links import BadLink, Link, read
from apps.core.refusals import Refused


def resolve(token: str, *, answered: bool = False) -> Invitation:
    """The invitation that the link opens, with organisation, candidate and opening. Call outside of
    scopes. ``answered`` also opens an accepted one, so that a second submit finds its consent.

    Refuses with "bad_link", "expired", "revoked" or "used"."""
    link = _read(token)
    with tenancy.organisation(link.organisation_id):
        invitation = Invitation.objects.with_people().filter(pk=link.subject_id).first()
    if invitation is None:
        raise Refused(
            "bad_link",
            _("This invitation does not exist any more. Ask whoever invited you for a new one."),
        )
    _refuse_void(invitation, link)
    if invitation.accepted_at and not answered:
        raise Refused(
            "used",
            _("This invitation was answered already. Sign in to see and change what is shared."),
        )
    if not invitation.accepted_at:
        refuse_ended(invitation)
    return invitation


def decline(token: str) -> Invitation:
    """Says no, quietly: no letter goes out any more, and the organisation sees what it sees of
    somebody who never answered. Twice is once; sharing later is still possible."""
    invitation = resolve(token)
    with tenancy.organisation(invitation.organisation_id), transaction.atomic():
        locked = Invitation.objects.select_for_update().filter(pk=invitation.pk)
        if not locked.values_list("pk", flat=True).first() or not _mailable(invitation):
            return invitation
        Decline.objects.create(
            organisation_id=invitation.organisation_id,
            candidate=invitation.candidate,
            invitation=invitation,
        )
    _record_for_the_person(invitation)
    return invitation


def refuse_ended(invitation: Invitation) -> None:
    """What ends an invitation that nobody accepted: its time, and the opening's."""
    employer = invitation.organisation.name
    if invitation.opening.is_closed:
        raise Refused(
            "revoked",
            _("%(employer)s has closed this opening. You need to do nothing; nothing was read.")
            % {"employer": employer},
        )
    if invitation.is_expired:
        raise Refused(
            "expired",
            _(
                "This invitation has expired. If you still want to share a score, ask %(employer)s "
                "to send it again."
            )
            % {"employer": employer},
        )


def _read(token: str) -> Link:
    try:
        return read(token, purpose=PURPOSE)
    except BadLink:
        raise Refused(
            "bad_link",
            _(
                "This link is not complete. Open it from the email again, or copy all of it into "
                "your browser."
            ),
        ) from None


def _refuse_void(invitation: Invitation, link: Link) -> None:
    employer = invitation.organisation.name
    if invitation.revoked_at:
        raise Refused(
            "revoked",
            _("%(employer)s took this invitation back. You need to do nothing; nothing was read.")
            % {"employer": employer},
        )
    if invitation.generation != link.generation:
        raise Refused(
            "expired",
            _(
                "%(employer)s sent you a newer link; this one no longer works. Open the latest "
                "email."
            )
            % {"employer": employer},
        )


def _mailable(invitation: Invitation) -> bool:
    """False after a decline: the organisation's scope cannot read declines, but may ask this."""
    return Invitation.objects.with_may_mail().get(pk=invitation.pk).may_mail


def _record_for_the_person(invitation: Invitation) -> None:
    """An event of theirs alone. Who has no account yet has the ``Decline`` itself as the record."""
    person_id = invitation.candidate.person_id
    if person_id:
        with tenancy.person(person_id):
            record(by=By(Actor.PERSON, None), verb="invitation.declined", subject=invitation)
