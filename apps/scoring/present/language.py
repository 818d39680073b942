"""Which language the sentences of a page are in: that of the page."""

from __future__ import annotations

from django.conf import settings
from django.utils.translation import get_language

from apps.scoring.engine.sentences import Language, language_of


def page_language() -> Language:
    """The one that was asked for, where pages are written in it (``PAGE_LANGUAGES``), else the
    first one of these: no page mixes two."""
    asked = (get_language() or "").partition("-")[0]
    written: list[str] = settings.PAGE_LANGUAGES
    return language_of(asked if asked in written else written[0])
