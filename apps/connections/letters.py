"""Mail about linked accounts: to the person alone."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string

from apps.connections.models import Connection, ConnectionState
from apps.connections.networks.registry import adapter


def relink(connection: Connection) -> EmailMultiAlternatives:
    """Asks to link again, where the account can still be read with the day on which that ends.
    Complete before it is sent, and of one Message-ID for one lost link."""
    label = adapter(connection.network).label
    is_alive = connection.state == ConnectionState.ACTIVE
    context = {
        "label": label,
        "ends_at": connection.credential_expires_at if is_alive else None,
        "action_url": f"{settings.PUBLIC_URL}/me/accounts/",
        "action_label": f"Link {label} again",
        "why_you": f"You got this mail because you linked your {label} account with Renown.",
    }
    host = urlsplit(settings.PUBLIC_URL).hostname or "localhost"
    stamp = int((connection.fetched_at or connection.created_at).timestamp())
    message = EmailMultiAlternatives(
        subject=f"Please link your {label} account again{' soon' if is_alive else ''}",
        body=render_to_string("email/relink.txt", context),
        to=[connection.person.email],
        headers={"Message-ID": f"<relink.{connection.pk}.{stamp}@{host}>"},
    )
    message.attach_alternative(render_to_string("email/relink.html", context), "text/html")
    return message
