"""What an invitation says by e-mail: in the organisation's name, in text and in HTML."""

from __future__ import annotations

from email.utils import formataddr, parseaddr
from enum import StrEnum
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string

from apps.candidates.models import Invitation
from apps.core.links import Link, sign

PURPOSE = "invitation"


class Letter(StrEnum):
    INVITATION = "invitation"
    REMINDER = "reminder"

    @property
    def past(self) -> str:
        return "sent" if self is Letter.INVITATION else "reminded"


def link_of(invitation: Invitation) -> str:
    """The complete address of the invitation in its present generation."""
    link = Link(invitation.organisation_id, invitation.pk, invitation.generation)
    return f"{settings.PUBLIC_URL}/i/{sign(link, purpose=PURPOSE)}/"


def compose(letter: Letter, invitation: Invitation) -> EmailMultiAlternatives:
    """The message, ready to send. Reads organisation, candidate and opening, no database."""
    organisation, candidate = _line(invitation.organisation.name), invitation.candidate
    context = _context(invitation, organisation)
    contact = invitation.organisation.privacy_contact
    message = EmailMultiAlternatives(
        subject=_subject(letter, organisation),
        body=render_to_string(f"email/{letter}.txt", context),
        from_email=formataddr((f"{organisation} via Renown", _sender())),
        to=[formataddr((_line(candidate.name), candidate.email))],
        reply_to=[contact] if contact else None,
        headers={"Message-ID": _message_id(letter, invitation)},
    )
    message.attach_alternative(render_to_string(f"email/{letter}.html", context), "text/html")
    return message


def _context(invitation: Invitation, organisation: str) -> dict[str, Any]:
    return {
        "organisation": organisation,
        "candidate": invitation.candidate,
        "opening": invitation.opening,
        "expires_at": invitation.expires_at,
        "action_url": link_of(invitation),
        "action_label": "Read and decide",
        "why_you": f"{organisation} gave this address as that of a candidate. If you do not "
        "answer, nothing is read and nothing is shared.",
    }


def _subject(letter: Letter, organisation: str) -> str:
    if letter is Letter.REMINDER:
        return f"Reminder: {organisation} asks about your online influence"
    return f"{organisation} asks about your online influence"


def _message_id(letter: Letter, invitation: Invitation) -> str:
    """The same for the same letter, so that mailboxes drop a second copy."""
    number = invitation.reminders_sent + 1 if letter is Letter.REMINDER else 0
    host = urlsplit(settings.PUBLIC_URL).hostname or "localhost"
    return f"<{invitation.pk}.{invitation.generation}.{number}@{host}>"


def _sender() -> str:
    return parseaddr(settings.DEFAULT_FROM_EMAIL)[1]


def _line(text: str) -> str:
    """On one line: a header must not begin another."""
    return " ".join(text.split())
