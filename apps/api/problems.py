"""Errors as problem+json (RFC 9457): one shape for all of them."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import connection, transaction
from django.http import Http404
from rest_framework import exceptions
from rest_framework.permissions import SAFE_METHODS
from rest_framework.response import Response
from rest_framework.views import exception_handler

from apps.api import problem_kinds
from apps.api.faults import BadHeader, BadParameter, kind_of
from apps.api.places import Place, places
from apps.api.problem_kinds import Kind
from apps.core import tenancy
from apps.core.keyset import BadCursor
from apps.core.refusals import Refused

CONTENT_TYPE = "application/problem+json"


def problem_response(error: Exception, context: dict[str, Any]) -> Response | None:
    """REST framework's exception handler. Whatever the view began is rolled back."""
    if isinstance(error, BadCursor):
        error = BadParameter("cursor", str(error))
    if isinstance(error, Refused):
        return _refused(error, _place(error, context))
    response = exception_handler(error, context)
    if response is None:
        return None
    roll_back()
    response.data = _problem(response.status_code, error, _place(error, context))
    response.content_type = CONTENT_TYPE
    return response


def plain(kind: Kind, code: str, detail: str) -> dict[str, Any]:
    """The members of RFC 9457, and ``code`` beside them."""
    named = {"type": kind.type, "title": kind.title, "status": kind.status}
    return {**named, "code": code, "detail": detail}


def roll_back() -> None:
    if tenancy.current() and connection.in_atomic_block:
        transaction.set_rollback(True)


def _place(error: Exception, context: dict[str, Any]) -> Place:
    """Where the input is that was wrong: who only reads sends nothing but parameters."""
    if isinstance(error, BadHeader):
        return Place.HEADER
    reads = context["request"].method in SAFE_METHODS
    return Place.PARAMETER if reads or isinstance(error, BadParameter) else Place.BODY


def _refused(error: Refused, place: Place) -> Response:
    roll_back()
    kind = problem_kinds.VALIDATION if error.field else problem_kinds.CONFLICT
    body = plain(kind, error.code, error.message)
    if error.field:
        wrong = {error.field: [exceptions.ErrorDetail(error.message, error.code)]}
        body["errors"] = list(places(wrong, place))
    return Response(body, status=kind.status, content_type=CONTENT_TYPE)


def _problem(status: int, error: Exception, place: Place) -> dict[str, Any]:
    kind = kind_of(error, status)
    if isinstance(error, exceptions.ValidationError):
        errors = list(places(error.detail, place))
        told = "; ".join(entry["detail"] for entry in errors)
        return plain(kind, "invalid", told) | {"errors": errors}
    if isinstance(error, exceptions.APIException):
        return plain(kind, error.default_code, str(error.detail))
    if isinstance(error, Http404):
        return plain(kind, "not_found", "There is no such thing in your organisation.")
    assert isinstance(error, PermissionDenied)
    return plain(kind, "permission_denied", kind.title)
