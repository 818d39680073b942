"""Problems that no view answers with, and the list of all kinds of them."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views import defaults
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from apps.api import problem_kinds
from apps.api.klout import errors as klout
from apps.api.problem_kinds import Kind
from apps.api.problems import CONTENT_TYPE, plain
from apps.core.access import public


@public(because="the kinds of problems are documentation")
@require_safe
def kinds(request: HttpRequest) -> JsonResponse:
    return JsonResponse({"results": [_told(kind) for kind in problem_kinds.KINDS]})


@public(because="a kind of problem is documentation")
@require_safe
def kind(request: HttpRequest, problem: str) -> JsonResponse:
    found = problem_kinds.BY_NAME.get(problem)
    return _unknown() if found is None else JsonResponse(_told(found))


@csrf_exempt  # no session is asked for; a form's protection would answer POST with a page
@public(because="an address of the API that does not exist says so in the API's own way")
def no_such_address(request: HttpRequest) -> JsonResponse:
    return _unknown()


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """What Django refuses before a view is reached."""
    if request.path.startswith(klout.PREFIX):
        return klout.answer(400, "The request cannot be read.")
    if _is_api(request):
        return _answer(problem_kinds.MALFORMED, "invalid", "The request cannot be read.")
    return defaults.bad_request(request, exception)


def server_error(request: HttpRequest) -> HttpResponse:
    """What broke inside, without details: those are in the log."""
    told = "Something went wrong here. Try again in a minute."
    if request.path.startswith(klout.PREFIX):
        return klout.answer(500, told)
    if _is_api(request):
        return _answer(problem_kinds.INTERNAL, "error", told)
    return defaults.server_error(request)


def _unknown() -> JsonResponse:
    return _answer(problem_kinds.NOT_FOUND, "not_found", "There is no such address. See /api/docs.")


def _told(kind: Kind) -> dict[str, Any]:
    shown = {"type": kind.type, "status": kind.status, "title": kind.title}
    return {**shown, "meaning": kind.meaning}


def _is_api(request: HttpRequest) -> bool:
    return request.path.startswith("/api/")


def _answer(kind: Kind, code: str, detail: str) -> JsonResponse:
    return JsonResponse(plain(kind, code, detail), status=kind.status, content_type=CONTENT_TYPE)
