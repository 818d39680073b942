"""Mail about a person's account, to the person alone."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from apps.accounts.models import Erasure


def erased(erasure: Erasure, *, to: str) -> EmailMultiAlternatives:
    """Confirms an erasure; of one Message-ID, so that mailboxes drop a second copy. Reads no
    database."""
    with override(erasure.language or "en"):
        context = {
            "erasure": erasure,
            "action_url": settings.PUBLIC_URL + reverse("erased", args=[erasure.number]),
            "action_label": _("See the proof"),
            "why_you": _(
                "You got this mail because you had everything about you erased on Renown. This "
                "address is erased too as soon as it is sent."
            ),
        }
        host = urlsplit(settings.PUBLIC_URL).hostname or "localhost"
        message = EmailMultiAlternatives(
            subject=_("What Renown knew about you is erased"),
            body=render_to_string("email/erased.txt", context),
            to=[to],
            headers={"Message-ID": f"<erased.{erasure.number}@{host}>"},
        )
        message.attach_alternative(render_to_string("email/erased.html", context), "text/html")
    return message
