"""What every page knows: the theme that this browser chose."""

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse

THEMES = ("light", "dark")


def theme(request: HttpRequest) -> dict[str, str]:
    """`theme` is "light", "dark" or "" (the system decides); `theme_url` is "" without a switch."""
    chosen = request.COOKIES.get("theme", "")
    return {"theme": chosen if chosen in THEMES else "", "theme_url": _theme_url()}


def _theme_url() -> str:
    try:
        return reverse("theme")
    except NoReverseMatch:
        return ""
