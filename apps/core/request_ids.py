"""``X-Request-Id``: one word that stands in an answer and in each line of the log about it."""

from __future__ import annotations

import re
import uuid
from collections.abc import Callable

from django.http import HttpRequest
from django.http.response import HttpResponseBase

HEADER = "X-Request-Id"
_GIVEN, _CORRELATION = "HTTP_X_REQUEST_ID", "HTTP_X_CORRELATION_ID"
_HARMLESS = re.compile(r"[A-Za-z0-9._-]{1,64}", re.ASCII)


class RequestIdMiddleware:
    """Takes over a caller's own word only where it is short and harmless. Stands before whatever
    reads headers."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        for name in (_GIVEN, _CORRELATION):
            if not _HARMLESS.fullmatch(request.META.get(name, "")):
                request.META.pop(name, None)
        word: str = request.META.setdefault(_GIVEN, str(uuid.uuid4()))
        response = self._get_response(request)
        response.headers[HEADER] = word
        return response
