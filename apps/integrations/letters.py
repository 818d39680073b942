"""Mail about endpoints, to an organisation's owners and admins. Built inside the organisation's
scope, sent outside of it."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from apps.accounts.preferences import read_by
from apps.integrations.models import DisabledBecause, Endpoint
from apps.integrations.models.endpoint import KEPT_WHILE_OFF
from apps.organisations.models import Membership


def disabled(endpoint: Endpoint, reader: Membership) -> EmailMultiAlternatives:
    """Complete before it is sent, of one Message-ID, as its receiver reads. ``organisation`` and
    ``user`` are joined."""
    home = endpoint.organisation
    with read_by(reader.user, language=home.language, time_zone=home.time_zone):
        return _disabled(endpoint, reader)


def _disabled(endpoint: Endpoint, reader: Membership) -> EmailMultiAlternatives:
    home = endpoint.organisation
    assert endpoint.disabled_at is not None
    context = {
        "endpoint": endpoint,
        "is_gone": endpoint.disabled_because == DisabledBecause.GONE,
        "kept_until": endpoint.disabled_at + KEPT_WHILE_OFF,
        "action_url": settings.PUBLIC_URL + _page(endpoint),
        "action_label": _("See what came of its messages"),
        "why_you": _("You got this mail because you look after %(organisation)s on Renown.")
        % {"organisation": home.name},
    }
    stamp = int(endpoint.disabled_at.timestamp())
    host = urlsplit(settings.PUBLIC_URL).hostname or "localhost"
    message = EmailMultiAlternatives(
        subject=_("%(name)s is told nothing any more") % {"name": endpoint.name},
        body=render_to_string("email/endpoint_disabled.txt", context),
        to=[reader.user.email],
        headers={"Message-ID": f"<endpoint.{endpoint.pk}.{stamp}.{reader.pk}@{host}>"},
    )
    html = render_to_string("email/endpoint_disabled.html", context)
    message.attach_alternative(html, "text/html")
    return message


def _page(endpoint: Endpoint) -> str:
    name = "webhook" if endpoint.is_webhook else "tracking_system"
    return reverse(name, args=[endpoint.organisation.slug, endpoint.pk])
