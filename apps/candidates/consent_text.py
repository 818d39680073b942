"""What a person agrees to, as sentences. A change of meaning is a new ``TEXT_VERSION``.

The words stand here and not in the catalog of translations: a consent keeps version and language,
and what was shown then must be found again. A test holds each text to the letter; another wording
is another version, in every language."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from apps.candidates.models import Invitation

VERSIONS = ("2026-11", "2026-11-23", "2026-11-23.2")  # oldest first
TEXT_VERSION = VERSIONS[-1]
# Those that say that a sample of an account's followers is looked at, and what is kept of it.
TELL_OF_FOLLOWERS = VERSIONS[1:]
# Those that say that the employer finds a score by the account's screen name.
TELL_OF_SCREEN_NAMES = VERSIONS[2:]
WITH_SCREEN_NAMES = ("instagram", "x")  # where that is so

# By language: title and text of each statement. The first version's were those of the second.
_FIVE: dict[str, tuple[tuple[str, str], ...]] = {
    "en": (
        (
            "What they see",
            "{employer} sees a score from 1 to 100, how sure it is, and why. You see the same.",
        ),
        (
            "What it measures",
            "Perceived online influence. It does not measure how well you do a job.",
        ),
        ("How long", "{days} days, until {until}. Then it is erased."),
        (
            "Change your mind",
            "Withdraw any account, or all, at any time. The score goes at once, and what was read "
            "is erased where no other consent needs it.",
        ),
        (
            "Never",
            "No passwords, no private messages, no posting in your name, no automatic rejection.",
        ),
    ),
    "de": (
        (
            "Was der Arbeitgeber sieht",
            "{employer} sieht einen Score von 1 bis 100, wie sicher er ist und warum. Sie sehen "
            "dasselbe.",
        ),
        (
            "Was er misst",
            "Wahrgenommenen Einfluss im Netz. Er misst nicht, wie gut Sie eine Arbeit machen.",
        ),
        ("Wie lange", "{days} Tage, bis zum {until}. Dann wird alles gelöscht."),
        (
            "Wenn Sie es sich anders überlegen",
            "Widerrufen Sie jedes Konto einzeln oder alle, jederzeit. Der Score verschwindet "
            "sofort, und was gelesen wurde, wird gelöscht, wo keine andere Einwilligung es "
            "braucht.",
        ),
        (
            "Niemals",
            "Keine Passwörter, keine privaten Nachrichten, keine Beiträge in Ihrem Namen, keine "
            "automatische Absage.",
        ),
    ),
}
# Shown where one of these networks may be shared, or was.
_SCREEN_NAME = {
    "en": (
        "Your screen name",
        "If you share X or Instagram, {employer} can find your score by your screen name there, "
        "and learns which account is yours.",
    ),
    "de": (
        "Ihr Benutzername",
        "Wenn Sie X oder Instagram teilen, kann {employer} Ihren Score über Ihren Benutzernamen "
        "dort finden und erfährt, welches Konto Ihres ist.",
    ),
}
# By version and language.
TEXTS: dict[tuple[str, str], tuple[tuple[str, str], ...]] = {
    ("2026-11-23", language): five for language, five in _FIVE.items()
} | {
    ("2026-11-23.2", language): (*five, _SCREEN_NAME[language]) for language, five in _FIVE.items()
}


@dataclass(frozen=True, slots=True)
class Statement:
    title: str
    text: str


def language_shown() -> str:
    """In which language the text is shown to who reads a page now; a consent keeps it."""
    language = (get_language() or "en").partition("-")[0]
    return language if (TEXT_VERSION, language) in TEXTS else "en"


def known_language(language: str) -> str:
    """The language that a form says it was shown in, if there is a text in it."""
    return language if (TEXT_VERSION, language) in TEXTS else language_shown()


def statements(invitation: Invitation, *, offered: Collection[str]) -> tuple[Statement, ...]:
    """The statements beside the accounts, for a consent that would be given now to some of the
    networks ``offered``."""
    now = timezone.now()
    return statements_as_agreed(
        employer=invitation.organisation.name,
        version=TEXT_VERSION,
        language=language_shown(),
        networks=offered,
        begun_at=now,
        ends_at=now + settings.CONSENT_LIFETIME,
    )


def statements_as_agreed(
    *,
    employer: str,
    version: str,
    language: str,
    networks: Collection[str],
    begun_at: datetime,
    ends_at: datetime,
) -> tuple[Statement, ...]:
    """The statements in that version and language, as far as they concern these networks."""
    shown = TEXTS.get((version, language), _FIVE[language])
    if not {*networks} & {*WITH_SCREEN_NAMES}:
        shown = tuple(each for each in shown if each != _SCREEN_NAME[language])
    with override(language):
        until = date_format(localtime(ends_at), "DATE_FORMAT")
    words = {"employer": employer, "days": (ends_at - begun_at).days, "until": until}
    return tuple(Statement(title, text.format(**words)) for title, text in shown)


def if_declined(invitation: Invitation) -> str:
    """The consequence of "Decline quietly", next to its button."""
    return _(
        "If you decline, %(employer)s sees “Not shared”. They see the same if you never answer. "
        "You need no reason, and you can still share later."
    ) % {"employer": invitation.organisation.name}
