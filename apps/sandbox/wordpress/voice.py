"""The wording of WordPress core: ``{code, message, data}``, and how many pages there are."""

from __future__ import annotations

import time

from django.http import HttpResponse, JsonResponse

from apps.sandbox.standin.rules import TokenState
from apps.sandbox.standin.voice import Voice


def error(status: int, code: str, message: str, *, answered: int = 0) -> HttpResponse:
    """``answered``: the status of the answer, where it is another than the one inside."""
    body = {"code": code, "message": message, "data": {"status": status}}
    return JsonResponse(body, status=answered or status)


class WordPressVoice(Voice):
    """Limits, quotas and forbidden things are those of hosts and plug-ins: core has none."""

    def limited(self, *, until: int | None = None, retry_after: int | None = None) -> HttpResponse:
        response = HttpResponse("<h1>429 Too Many Requests</h1>", status=429)
        wait = max(1, until - int(time.time())) if until is not None else retry_after
        if wait is not None:
            response["Retry-After"] = str(wait)
        return response

    def quota(self) -> HttpResponse:
        return self.limited()

    def unauthorized(self, state: TokenState) -> HttpResponse:
        return error(401, "rest_not_logged_in", "You are not currently logged in.")

    def forbidden(self, scope: str = "") -> HttpResponse:
        return error(403, "rest_forbidden", "Sorry, you are not allowed to do that.")

    def unavailable(self) -> HttpResponse:
        told = "Briefly unavailable for scheduled maintenance. Check back in a minute."
        return HttpResponse(f"<h1>{told}</h1>", status=503)

    def errors_in_200(self) -> HttpResponse:
        return error(404, "rest_user_invalid_id", "Invalid user ID.", answered=200)

    def with_next(self, response: HttpResponse, token: str) -> HttpResponse:
        if "X-WP-TotalPages" in response:
            response["X-WP-TotalPages"] = "99999"
        return response
