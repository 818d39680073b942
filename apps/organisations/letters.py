"""Mail to colleagues. Built inside the organisation's scope, sent outside of it."""

from __future__ import annotations

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse

from apps.core.refusals import Refused
from apps.organisations.actions import team_links
from apps.organisations.models import TeamInvitation


def team_invitation(invitation: TeamInvitation) -> EmailMultiAlternatives | None:
    """The mail with the link that works at present; None where the invitation is closed."""
    token = team_links.token(invitation)
    try:
        invitation = team_links.resolve(token)
    except Refused:
        return None
    organisation, inviter = invitation.organisation, invitation.invited_by
    context = {
        "invitation": invitation,
        "organisation": organisation,
        "inviter": str(inviter) if inviter else organisation.name,
        "action_url": settings.PUBLIC_URL + reverse("team_join", args=[token]),
        "action_label": f"Join {organisation.name}",
        "why_you": f"You got this mail because {organisation.name} invited {invitation.email}.",
    }
    mail = EmailMultiAlternatives(
        subject=f"Join {organisation.name} on Renown",
        body=render_to_string("email/team_invitation.txt", context),
        to=[invitation.email],
    )
    mail.attach_alternative(render_to_string("email/team_invitation.html", context), "text/html")
    return mail
