"""Mail to colleagues. Built inside the organisation's scope, sent outside of it."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from apps.core.refusals import Refused
from apps.organisations.actions import team_links
from apps.organisations.models import TeamInvitation


def team_invitation(invitation: TeamInvitation) -> EmailMultiAlternatives | None:
    """The mail with the link that works at present, in the organisation's language; None where the
    invitation is closed."""
    token = team_links.token(invitation)
    try:
        invitation = team_links.resolve(token)
    except Refused:
        return None
    organisation = invitation.organisation
    zone = ZoneInfo(organisation.time_zone)
    with translation.override(organisation.language), timezone.override(zone):
        return _composed(invitation, token)


def _composed(invitation: TeamInvitation, token: str) -> EmailMultiAlternatives:
    organisation, inviter = invitation.organisation, invitation.invited_by
    names = {"organisation": organisation.name, "email": invitation.email}
    context = {
        "invitation": invitation,
        "organisation": organisation,
        "inviter": str(inviter) if inviter else organisation.name,
        "action_url": settings.PUBLIC_URL + reverse("team_join", args=[token]),
        "action_label": _("Join %(organisation)s") % names,
        "why_you": _("You got this mail because %(organisation)s invited %(email)s.") % names,
    }
    mail = EmailMultiAlternatives(
        subject=_("Join %(organisation)s on Renown") % names,
        body=render_to_string("email/team_invitation.txt", context),
        to=[invitation.email],
    )
    mail.attach_alternative(render_to_string("email/team_invitation.html", context), "text/html")
    return mail
