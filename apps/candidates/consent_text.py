"""What a person agrees to, as sentences. A change of meaning is a new ``TEXT_VERSION``."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.utils import timezone
from django.utils.formats import date_format

from apps.candidates.models import Invitation

VERSIONS = ("2026-11", "2026-11-23")  # oldest first
TEXT_VERSION = VERSIONS[-1]
# Those that say that a sample of an account's followers is looked at, and what is kept of it.
TELL_OF_FOLLOWERS = VERSIONS[1:]


@dataclass(frozen=True, slots=True)
class Statement:
    title: str
    text: str


def statements(invitation: Invitation) -> tuple[Statement, ...]:
    """The five statements beside the accounts, for a consent that would be given now."""
    employer = invitation.organisation.name
    lifetime = settings.CONSENT_LIFETIME
    until = date_format(timezone.now() + lifetime, "j F Y")
    return (
        Statement(
            "What they see",
            f"{employer} sees a score from 1 to 100, how sure it is, and why. You see the same.",
        ),
        Statement(
            "What it measures",
            "Perceived online influence. It does not measure how well you do a job.",
        ),
        Statement("How long", f"{lifetime.days} days, until {until}. Then it is erased."),
        Statement(
            "Change your mind",
            "Withdraw any account, or all, at any time. The score goes at once, and what was read "
            "is erased where no other consent needs it.",
        ),
        Statement(
            "Never",
            "No passwords, no private messages, no posting in your name, no automatic rejection.",
        ),
    )


def if_declined(invitation: Invitation) -> str:
    """The consequence of "Decline quietly", next to its button."""
    return (
        f"If you decline, {invitation.organisation.name} sees “Not shared”. They see the same if "
        "you never answer. You need no reason, and you can still share later."
    )
