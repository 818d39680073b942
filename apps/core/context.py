"""What every page knows: the theme that this browser chose, the languages to choose from."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse

THEMES = ("light", "dark")


def theme(request: HttpRequest) -> dict[str, str]:
    """`theme` is "light", "dark" or "" (the system decides); `theme_url` is "" without a switch."""
    chosen = request.COOKIES.get("theme", "")
    return {"theme": chosen if chosen in THEMES else "", "theme_url": _url("theme")}


def language(request: HttpRequest) -> dict[str, Any]:
    """`languages` are pairs of code and own name; `language_url` is "" without a switch."""
    return {"languages": settings.LANGUAGES, "language_url": _url("language")}


def _url(name: str) -> str:
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""
