"""Mail about linked accounts: to the person alone."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from apps.accounts.preferences import read_by
from apps.connections.models import Connection, ConnectionState
from apps.connections.networks.registry import adapter


def relink(connection: Connection) -> EmailMultiAlternatives:
    """Asks to link again, where the account can still be read with the day on which that ends.
    Complete before it is sent, of one Message-ID for one lost link, as its receiver reads."""
    with read_by(connection.person):
        return _relink(connection)


def _relink(connection: Connection) -> EmailMultiAlternatives:
    label = adapter(connection.network).label
    is_alive = connection.state == ConnectionState.ACTIVE
    named = {"label": label}
    now, soon = (
        _("Please link your %(label)s account again"),
        _("Please link your %(label)s account again soon"),
    )
    context = {
        "label": label,
        "ends_at": connection.credential_expires_at if is_alive else None,
        "action_url": f"{settings.PUBLIC_URL}/me/accounts/",
        "action_label": _("Link %(label)s again") % named,
        "why_you": _("You got this mail because you linked your %(label)s account with Renown.")
        % named,
    }
    host = urlsplit(settings.PUBLIC_URL).hostname or "localhost"
    stamp = int((connection.fetched_at or connection.created_at).timestamp())
    message = EmailMultiAlternatives(
        subject=(soon if is_alive else now) % named,
        body=render_to_string("email/relink.txt", context),
        to=[connection.person.email],
        headers={"Message-ID": f"<relink.{connection.pk}.{stamp}@{host}>"},
    )
    message.attach_alternative(render_to_string("email/relink.html", context), "text/html")
    return message
