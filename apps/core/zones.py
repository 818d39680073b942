"""In which time zone a reader's times are written. Names are those of the IANA database."""

from __future__ import annotations

from functools import cache
from zoneinfo import ZoneInfo, available_timezones

from django.http import HttpRequest

COOKIE = "time_zone"  # static/js/page.js writes what the browser says
UTC = ZoneInfo("UTC")
CONTINENTS = (
    *("Africa/", "America/", "Antarctica/", "Asia/", "Atlantic/"),
    *("Australia/", "Europe/", "Indian/", "Pacific/"),
)


@cache
def _names() -> frozenset[str]:
    return frozenset(available_timezones() - {"localtime", "Factory"})


def is_known(name: object) -> bool:
    """Whether there is such a zone: what a browser sends is not trusted."""
    return isinstance(name, str) and name in _names()


def choices() -> list[str]:
    """The zones that people choose from: places, without the old names of whole countries."""
    return ["UTC", *sorted(name for name in _names() if name.startswith(CONTINENTS))]


def first_known(*names: object) -> ZoneInfo:
    """The first of these that exists, else UTC."""
    return next((ZoneInfo(str(name)) for name in names if is_known(name)), UTC)


def chosen(request: HttpRequest) -> str:
    """The zone of the reader's account, else of this browser; "" where neither is known."""
    own = getattr(request.user, "time_zone", ""), request.COOKIES.get(COOKIE)
    return next((str(name) for name in own if is_known(name)), "")
