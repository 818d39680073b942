"""WordPress.com's own wording: ``{error, message}``, and the place of the next page."""

from __future__ import annotations

import time
from typing import Any

from django.http import HttpResponse, JsonResponse

from apps.sandbox.standin.rules import TokenState
from apps.sandbox.standin.voice import Voice, rewritten


def error(status: int, code: str, message: str) -> HttpResponse:
    return JsonResponse({"error": code, "message": message}, status=status)


class WordPressComVoice(Voice):
    def limited(self, *, until: int | None = None, retry_after: int | None = None) -> HttpResponse:
        """No header of it is documented but Retry-After, and that not by WordPress.com itself."""
        response = error(429, "too_many_requests", "Limit reached. Try again later.")
        wait = max(1, until - int(time.time())) if until is not None else retry_after
        if wait is not None:
            response["Retry-After"] = str(wait)
        return response

    def quota(self) -> HttpResponse:
        """There is none: too many calls are too many calls."""
        return self.limited()

    def unauthorized(self, state: TokenState) -> HttpResponse:
        if state is TokenState.MISSING:
            told = (
                "An active access token must be used to query information about the current user."
            )
            return error(403, "authorization_required", told)
        return error(401, "invalid_token", "The OAuth2 token is invalid.")

    def forbidden(self, scope: str = "") -> HttpResponse:
        return error(403, "unauthorized", "User cannot access this restricted content.")

    def unavailable(self) -> HttpResponse:
        return error(503, "internal_error", "Something is wrong on our side.")

    def errors_in_200(self) -> HttpResponse:
        return JsonResponse({"error": "unknown_blog", "message": "Unknown blog"})

    def with_next(self, response: HttpResponse, token: str) -> HttpResponse:
        if "X-WP-TotalPages" in response:
            response["X-WP-TotalPages"] = "99999"
            return response

        def change(body: Any) -> Any:
            has_pages = isinstance(body, dict) and "posts" in body and "found" in body
            return body | {"meta": {"next_page": token}} if has_pages else body

        return rewritten(response, change)
