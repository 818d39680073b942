"""Errors as Klout's clients expect them: ``{"error": 403, "description": ...}``."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, JsonResponse
from django.views.decorators.csrf import csrf_exempt
from rest_framework.exceptions import APIException, NotFound
from rest_framework.response import Response
from rest_framework.views import exception_handler

from apps.api.problems import roll_back
from apps.core.access import public

PREFIX = "/v2/"
NOBODY = "Nobody who shares a score with you goes by that."


class Nobody(NotFound):
    """The same for who never existed, who shares nothing, and who shares with somebody else."""

    default_detail = NOBODY


def klout_error(error: Exception, context: dict[str, Any]) -> Response | None:
    """REST framework's exception handler. Klout knew no 401."""
    response = exception_handler(error, context)
    if response is None:
        return None
    roll_back()
    response.status_code = 403 if response.status_code == 401 else response.status_code
    told = str(error.detail) if isinstance(error, APIException) else NOBODY
    response.data = body(response.status_code, told)
    return response


def body(status: int, description: str) -> dict[str, object]:
    return {"error": status, "description": description}


def answer(status: int, description: str) -> JsonResponse:
    return JsonResponse(body(status, description), status=status)


@csrf_exempt  # no session is asked for; a form's protection would answer POST with a page
@public(because="an address that Klout did not have says so in Klout's way")
def no_such_address(request: HttpRequest) -> JsonResponse:
    return answer(404, "There is no such address.")
