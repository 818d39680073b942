"""What an invitation says by e-mail: in the organisation's name and language, in text and HTML."""

from __future__ import annotations

from enum import StrEnum
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.utils.translation import gettext as _

from apps.candidates.models import Invitation
from apps.candidates.models.invitation import Source
from apps.candidates.stationery import Sheet, addressed, language_of, one_line, speaking, write
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
    """The message, ready to send. Reads organisation, candidate and opening; of the database only
    the organisation's logo."""
    organisation, candidate = invitation.organisation, invitation.candidate
    with speaking(language_of(organisation), organisation):
        sheet = Sheet(
            template=letter.value,
            subject=_subject(letter, one_line(organisation.name)),
            to=addressed(candidate.name, candidate.email),
            headers=_headers(letter, invitation),
        )
        return write(sheet, organisation, _context(invitation))


def _context(invitation: Invitation) -> dict[str, Any]:
    name = one_line(invitation.organisation.name)
    if invitation.source == Source.LINK:
        why_you = _(
            "You gave this address yourself, for this opening of %(employer)s. If you do not "
            "answer, nothing is read and nothing is shared."
        )
    else:
        why_you = _(
            "%(employer)s gave this address as that of a candidate. If you do not answer, nothing "
            "is read and nothing is shared."
        )
    return {
        "candidate": invitation.candidate,
        "opening": invitation.opening,
        "expires_at": invitation.expires_at,
        "action_url": link_of(invitation),
        "action_label": _("Read and decide"),
        "why_you": why_you % {"employer": name},
    }


def _subject(letter: Letter, employer: str) -> str:
    if letter is Letter.REMINDER:
        said = _("Reminder: %(employer)s asks about your online influence")
    else:
        said = _("%(employer)s asks about your online influence")
    return said % {"employer": employer}


def _headers(letter: Letter, invitation: Invitation) -> dict[str, str]:
    """``Message-ID`` is the same for the same letter, so that mailboxes drop a second copy. One
    click on "unsubscribe" declines quietly (RFC 8058)."""
    number = invitation.reminders_sent + 1 if letter is Letter.REMINDER else 0
    host = urlsplit(settings.PUBLIC_URL).hostname or "localhost"
    return {
        "Message-ID": f"<{invitation.pk}.{invitation.generation}.{number}@{host}>",
        "List-Unsubscribe": f"<{link_of(invitation)}unsubscribe/>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }
