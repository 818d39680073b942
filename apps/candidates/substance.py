"""Whether a reason says something: the law asks why, and a full stop is no answer."""

from __future__ import annotations

from django.utils.translation import gettext as _

from apps.core.refusals import Refused

LEAST_LETTERS = 20
LEAST_DIFFERENT = 6


def plain_text(text: str) -> str:
    """What somebody typed, without what browsers and PostgreSQL add or refuse."""
    return text.replace("\r\n", "\n").replace("\0", "").strip()


def has_substance(text: str) -> bool:
    """At least 20 letters or digits, at least 6 different ones."""
    letters = [letter.casefold() for letter in text if letter.isalnum()]
    return len(letters) >= LEAST_LETTERS and len(set(letters)) >= LEAST_DIFFERENT


def refuse_without_substance(reason: str, *, field: str = "reason") -> None:
    if not has_substance(reason):
        raise Refused(
            "reason_too_short",
            _("Say in a sentence or two why it matters. At least 20 letters."),
            field=field,
        )
