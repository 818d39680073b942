"""The links of team invitations: what they open, and a sentence where they open nothing."""

from __future__ import annotations

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from apps.core import links, tenancy
from apps.core.refusals import Refused
from apps.organisations.models import TeamInvitation

PURPOSE = "team"
REFUSALS = {
    "foreign_link": _(
        "This link is incomplete or not one of ours. Ask the person who invited you for a new one."
    ),
    "older_link": _("This link was replaced by a newer one. Use the latest mail that you got."),
    "revoked_link": _(
        "This invitation was taken back. Ask the person who invited you for a new one."
    ),
    "used_link": _(
        "This invitation was used already. Ask the person who invited you for a new one."
    ),
    "expired_link": _("This invitation has expired. Ask the person who invited you for a new one."),
}


def token(invitation: TeamInvitation) -> str:
    """The token of the link that works at present."""
    link = links.Link(invitation.organisation_id, invitation.pk, invitation.generation)
    return links.sign(link, purpose=PURPOSE)


def resolve(token: str) -> TeamInvitation:
    """The open invitation behind this link, with organisation and inviter; raises ``Refused`` with
    a code of ``REFUSALS``. Call it outside of scopes."""
    return opened(read(token))


def read(token: str) -> links.Link:
    """The link's fields; raises ``Refused`` where it is not one of ours."""
    try:
        return links.read(token, purpose=PURPOSE)
    except links.BadLink as error:
        raise _refused("foreign_link") from error


def opened(link: links.Link) -> TeamInvitation:
    """What the link opens at present; raises ``Refused``."""
    with tenancy.organisation(link.organisation_id):
        related = TeamInvitation.objects.select_related("organisation", "invited_by")
        invitation = related.filter(pk=link.subject_id).first()
        if invitation is None:
            raise _refused("foreign_link")
        _check(invitation, link.generation)
        return invitation


def _check(invitation: TeamInvitation, generation: int) -> None:
    if invitation.revoked_at is not None:
        raise _refused("revoked_link")
    if invitation.accepted_at is not None:
        raise _refused("used_link")
    if invitation.generation != generation:
        raise _refused("older_link")
    if invitation.expires_at <= timezone.now():
        raise _refused("expired_link")


def _refused(code: str) -> Refused:
    return Refused(code, str(REFUSALS[code]))
