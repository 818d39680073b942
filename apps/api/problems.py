"""Errors as problem+json (RFC 9457): one shape for all of them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import connection, transaction
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.views import defaults
from django.views.decorators.csrf import csrf_exempt
from rest_framework import exceptions
from rest_framework.response import Response
from rest_framework.views import exception_handler

from apps.core.access import public
from apps.core.keyset import BadCursor
from apps.core.refusals import Refused

CONTENT_TYPE = "application/problem+json"
TITLES = {
    400: "The request is not right",
    401: "A key is needed",
    403: "This key may not do that",
    404: "Not found",
    405: "This address does not take that method",
    406: "Only JSON is answered",
    409: "That does not fit the present state",
    415: "Send JSON",
    429: "Too many requests",
}


def problem_response(error: Exception, context: dict[str, Any]) -> Response | None:
    """REST framework's exception handler. Whatever the view began is rolled back."""
    if isinstance(error, Refused):
        return _refused(error)
    if isinstance(error, BadCursor):
        error = exceptions.ValidationError({"cursor": [str(error)]})
    response = exception_handler(error, context)
    if response is None:
        return None
    _roll_back()
    response.data = _problem(response.status_code, error)
    response.content_type = CONTENT_TYPE
    return response


def _roll_back() -> None:
    if connection.in_atomic_block:
        transaction.set_rollback(True)


def _refused(error: Refused) -> Response:
    _roll_back()
    status = 400 if error.field else 409
    body: dict[str, Any] = {"type": "about:blank", "title": TITLES[status], "status": status}
    body |= {"code": error.code, "detail": error.message}
    if error.field:
        body["errors"] = [{"field": error.field, "detail": error.message}]
    return Response(body, status=status, content_type=CONTENT_TYPE)


def _problem(status: int, error: Exception) -> dict[str, Any]:
    body: dict[str, Any] = {
        "type": "about:blank",
        "title": TITLES.get(status, "Something went wrong"),
        "status": status,
    }
    if isinstance(error, exceptions.ValidationError):
        body["code"] = "invalid"
        body["errors"] = list(_fields(error.detail))
        body["detail"] = "; ".join(entry["detail"] for entry in body["errors"])
    elif isinstance(error, exceptions.APIException):
        body |= {"code": error.default_code, "detail": str(error.detail)}
    elif isinstance(error, Http404):
        body |= {"code": "not_found", "detail": "There is no such thing in your organisation."}
    elif isinstance(error, PermissionDenied):
        body |= {"code": "permission_denied", "detail": TITLES[403]}
    return body


def _fields(detail: Any, path: str = "") -> Iterator[dict[str, str]]:
    if isinstance(detail, dict):
        for name, inner in detail.items():
            yield from _fields(inner, f"{path}.{name}" if path else str(name))
    elif isinstance(detail, list):
        for inner in detail:
            yield from _fields(inner, path)
    else:
        yield {"field": path, "detail": str(detail)}


@csrf_exempt  # no session is asked for; a form's protection would answer POST with a page
@public(because="an address of the API that does not exist says so in the API's own way")
def no_such_address(request: HttpRequest) -> JsonResponse:
    return _answer(404, "not_found", "There is no such address. See /api/docs.")


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """What Django refuses before a view is reached."""
    if _is_api(request):
        return _answer(400, "invalid", "The request cannot be read.")
    return defaults.bad_request(request, exception)


def server_error(request: HttpRequest) -> HttpResponse:
    """What broke inside, without details: those are in the log."""
    if _is_api(request):
        return _answer(500, "error", "Something went wrong here. Try again in a minute.")
    return defaults.server_error(request)


def _is_api(request: HttpRequest) -> bool:
    return request.path.startswith("/api/")


def _answer(status: int, code: str, detail: str) -> JsonResponse:
    title = TITLES.get(status, "Something went wrong")
    body = {"type": "about:blank", "title": title, "status": status, "code": code, "detail": detail}
    return JsonResponse(body, status=status, content_type=CONTENT_TYPE)
