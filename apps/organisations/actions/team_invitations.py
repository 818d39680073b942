"""Asking colleagues into the team by a link that is mailed to them."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from apps.accounts.models import User
from apps.accounts.proof import has_proven
from apps.audit.actions import By, record
from apps.core import outbox, tenancy
from apps.core.refusals import Refused
from apps.organisations.actions import team_links
from apps.organisations.actions.standing import require_rank
from apps.organisations.models import Membership, Organisation, TeamInvitation
from apps.organisations.models.membership import Role

SAME_REQUEST = timedelta(minutes=1)


def invite(*, organisation: Organisation, email: str, role: str, by: By) -> TeamInvitation:
    """An open invitation for this address; its mail goes out on commit.

    Asking again for the same role is the same request; an expired invitation starts anew."""
    email, role = email.strip().lower(), Role(role).value
    with tenancy.organisation(organisation.pk):
        Organisation.objects.select_for_update().get(pk=organisation.pk)  # one answer an address
        require_rank(by, role)
        if Membership.objects.filter(user__email__iexact=email).exists():
            raise Refused(
                "already_member",
                _("%(email)s is in the team already.") % {"email": email},
                field="email",
            )
        open_one = TeamInvitation.objects.filter(
            email__iexact=email, accepted_at=None, revoked_at=None
        ).first()
        if open_one is not None:
            return _again(open_one, role, by)
        invitation = TeamInvitation.objects.create(
            organisation=organisation,
            email=email,
            role=role,
            invited_by_id=by.user_id,
            expires_at=_end(),
        )
        _send(invitation, by, "team_invitation.sent")
    return invitation


def resend(*, invitation: TeamInvitation, by: By) -> TeamInvitation:
    """A new link by mail for another full period; older links open nothing from now on.
    Asking twice within a minute is one request."""
    with tenancy.organisation(invitation.organisation_id):
        locked = _open(invitation)
        require_rank(by, locked.role)
        if locked.expires_at < _end() - SAME_REQUEST:
            _renew(locked, by)
    return locked


def revoke(*, invitation: TeamInvitation, by: By) -> None:
    """Its links open nothing from now on. Twice is once."""
    with tenancy.organisation(invitation.organisation_id):
        locked = TeamInvitation.objects.select_for_update().get(pk=invitation.pk)
        if locked.revoked_at is not None:
            return
        require_rank(by, locked.role)
        if locked.accepted_at is not None:
            raise Refused(
                "used_link", _("This invitation was accepted. Remove the member instead.")
            )
        locked.revoked_at, locked.revoked_by_id = timezone.now(), by.user_id
        locked.save(update_fields=["revoked_at", "revoked_by"])
        record(by=by, verb="team_invitation.revoked", subject=locked)


def accept(*, token: str, user: User) -> Membership:
    """The invited user's membership. Their proven address must be the invited one. Twice is once;
    who is in the team already keeps their role."""
    link = team_links.read(token)
    with tenancy.organisation(link.organisation_id):
        TeamInvitation.objects.select_for_update().filter(pk=link.subject_id).first()
        member = Membership.objects.filter(user=user).first()
        if member and TeamInvitation.objects.filter(pk=link.subject_id, accepted_by=user).exists():
            return member
        invitation = team_links.opened(link)
        if not has_proven(user, invitation.email):
            raise Refused(
                "other_email",
                _("This invitation was sent to %(email)s.") % {"email": invitation.email},
            )
        return _use(invitation, user)


def _use(invitation: TeamInvitation, user: User) -> Membership:
    membership, _ = Membership.objects.get_or_create(
        organisation_id=invitation.organisation_id, user=user, defaults={"role": invitation.role}
    )
    invitation.accepted_at, invitation.accepted_by = timezone.now(), user
    invitation.save(update_fields=["accepted_at", "accepted_by"])
    facts = {"user": str(user.pk), "role": membership.role}
    record(by=By.user(user.pk), verb="team_invitation.accepted", subject=invitation, facts=facts)
    return membership


def _again(invitation: TeamInvitation, role: str, by: By) -> TeamInvitation:
    if invitation.expires_at <= timezone.now():
        require_rank(by, invitation.role)
        invitation.role = role
        _renew(invitation, by)
    elif invitation.role != role:
        message = _("%(email)s is invited already, as: %(role)s. Take that back first.")
        words = {"email": invitation.email, "role": Role(invitation.role).label}
        raise Refused("already_invited", message % words, field="email")
    return invitation


def _open(invitation: TeamInvitation) -> TeamInvitation:
    locked = TeamInvitation.objects.select_for_update().get(pk=invitation.pk)
    if locked.accepted_at is not None:
        raise Refused("used_link", _("This invitation was accepted already."))
    if locked.revoked_at is not None:
        raise Refused("revoked_link", _("This invitation was taken back. Invite the person anew."))
    return locked


def _renew(invitation: TeamInvitation, by: By) -> None:
    invitation.generation += 1
    invitation.expires_at = _end()
    invitation.save(update_fields=["generation", "expires_at", "role"])
    _send(invitation, by, "team_invitation.resent")


def _send(invitation: TeamInvitation, by: By, verb: str) -> None:
    record(by=by, verb=verb, subject=invitation, facts={"role": invitation.role})
    outbox.send(
        "organisations.send_team_invitation", str(invitation.organisation_id), str(invitation.pk)
    )


def _end() -> datetime:
    return timezone.now() + settings.TEAM_INVITATION_LIFETIME
