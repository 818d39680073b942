"""Which language a page or a letter speaks. The names are those of ``settings.LANGUAGES``."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_supported_language_variant
from django.utils.translation.trans_real import parse_accept_lang_header

COOKIE = "language"


def known(code: object) -> str:
    """The language as this site writes it ("de" for "de-AT"); "" where no page is written in it."""
    if not isinstance(code, str) or not code:
        return ""
    try:
        return get_supported_language_variant(code.strip().lower())
    except LookupError:
        return ""


def first_known(*codes: object) -> str:
    """The first of these that pages are written in, else the first language of the site."""
    first: str = settings.PAGE_LANGUAGES[0]
    return next(filter(None, map(known, codes)), first)


def chosen(request: HttpRequest) -> str:
    """What this reader chose: in the account, else in this browser; "" without a choice."""
    return known(getattr(request.user, "language", "")) or known(request.COOKIES.get(COOKIE))


def asked_for(request: HttpRequest) -> str:
    """What the browser or program asks for (RFC 9110, 12.5.4), else the site's first language."""
    header = request.headers.get("Accept-Language", "")
    return first_known(*(code for code, _ in parse_accept_lang_header(header)))
