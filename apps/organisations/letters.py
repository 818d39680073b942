"""Mail to colleagues. Built inside the organisation's scope, sent outside of it."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from apps.core import languages, zones
from apps.core.refusals import Refused
from apps.organisations.actions import team_links
from apps.organisations.models import Membership, TeamInvitation


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


def second_factor(membership: Membership) -> EmailMultiAlternatives:
    """Tells a member who has none from when on one is needed, in their language. ``membership``
    comes with user and organisation."""
    user, organisation = membership.user, membership.organisation
    zone = zones.first_known(user.time_zone, organisation.time_zone)
    language = languages.first_known(user.language, organisation.language)
    with translation.override(language), timezone.override(zone):
        names = {"organisation": organisation.name}
        path = reverse("second_factor", args=[organisation.slug])
        context = {
            "organisation": organisation,
            "action_url": settings.PUBLIC_URL + path,
            "action_label": _("Set up a second factor"),
            "why_you": _("You got this mail because you are a member of %(organisation)s.") % names,
        }
        subject = _("%(organisation)s asks for a second factor") % names
        return _mail("second_factor", subject, user.email, context)


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
    subject = _("Join %(organisation)s on Renown") % names
    return _mail("team_invitation", subject, invitation.email, context)


def _mail(
    template: str, subject: str, to: str, context: dict[str, object]
) -> EmailMultiAlternatives:
    body = render_to_string(f"email/{template}.txt", context)
    mail = EmailMultiAlternatives(subject=subject, body=body, to=[to])
    mail.attach_alternative(render_to_string(f"email/{template}.html", context), "text/html")
    return mail
