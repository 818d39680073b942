"""What browsers may keep of pages."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from apps.core.reader import is_program


class KeepingMiddleware:
    """Pages are asked for anew each time, and nobody between keeps them. Who signs out leaves
    nothing behind for the next one's back button."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        was_here = not is_program(request) and request.user.is_authenticated
        response = self._get_response(request)
        response.headers.setdefault("Cache-Control", "private, no-cache")
        if was_here and not request.user.is_authenticated:
            response.headers["Clear-Site-Data"] = '"cache"'
        return response
