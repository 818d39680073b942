"""Everybody reads in their own language and time zone (docs/adr/0022 says in which order).

Pages: what the person chose, else what the organisation of the page suggests, else what the browser
says. Programs (``settings.READ_BY_PROGRAMS``): the language that they ask for, and UTC."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from zoneinfo import ZoneInfo

from django.conf import settings
from django.http import HttpRequest, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone, translation
from django.utils.cache import patch_vary_headers

from apps.core import languages, zones

SUGGESTED = "suggested"  # in a guest's session: what the inviting organisation suggests


class ReaderMiddleware:
    """Stands after the one that finds the user; error pages of what comes later are in it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        language, zone = _of_program(request) if is_program(request) else _of_person(request)
        with translation.override(language), timezone.override(zone):
            response = self._get_response(request)
            _label(request, response)
            if isinstance(response, StreamingHttpResponse) and not response.is_async:
                response.streaming_content = _later(response.streaming_content)  # type: ignore[arg-type]  # not async
        return response


def suggest(request: HttpRequest, *, language: str, time_zone: str = "") -> None:
    """From here on the page speaks as the organisation suggests, wherever the reader chose nothing.
    For guests that lasts through sign-up: the pages in between know of no organisation."""
    if not languages.chosen(request) and languages.known(language):
        translation.activate(languages.known(language))
    if not zones.chosen(request) and zones.is_known(time_zone):
        timezone.activate(ZoneInfo(time_zone))
    found = [language, time_zone]
    if not request.user.is_authenticated and request.session.get(SUGGESTED) != found:
        request.session[SUGGESTED] = found


def is_program(request: HttpRequest) -> bool:
    """Whether this address answers programs, which have no session."""
    return request.path.startswith(tuple(settings.READ_BY_PROGRAMS))


def _of_program(request: HttpRequest) -> tuple[str, ZoneInfo]:
    return languages.asked_for(request), zones.UTC


def _of_person(request: HttpRequest) -> tuple[str, ZoneInfo]:
    language, time_zone = languages.chosen(request), zones.chosen(request)
    if not request.user.is_authenticated and not (language and time_zone):
        suggested = request.session.get(SUGGESTED, ["", ""])
        language, time_zone = language or languages.known(suggested[0]), time_zone or suggested[1]
    return language or languages.asked_for(request), zones.first_known(time_zone)


def _label(request: HttpRequest, response: HttpResponseBase) -> None:
    """Says which language it is in, and on what that depends."""
    if "public" not in response.headers.get("Cache-Control", ""):  # the same for everybody
        on = ("Accept-Language",) if is_program(request) else ("Accept-Language", "Cookie")
        patch_vary_headers(response, on)
    response.headers.setdefault("Content-Language", translation.get_language() or "en")


def _later(content: Iterable[bytes]) -> Iterator[bytes]:
    """What is written piece by piece, in the language and zone of now."""
    language, zone = translation.get_language(), timezone.get_current_timezone()

    def pieces() -> Iterator[bytes]:
        with translation.override(language), timezone.override(zone):
            yield from content

    return pieces()
