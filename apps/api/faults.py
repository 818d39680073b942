"""Refusals of the API itself, which ``problems`` answers with."""

from __future__ import annotations

from rest_framework import status
from rest_framework.exceptions import APIException, ParseError, ValidationError

from apps.api import problem_kinds
from apps.api.problem_kinds import Kind


class BadParameter(ValidationError):
    """Something is wrong with this parameter of the address."""

    def __init__(self, name: str, sentence: str, code: str = "invalid") -> None:
        super().__init__({name: [sentence]}, code)


class BadHeader(ValidationError):
    """Something is wrong with this header."""

    def __init__(self, name: str, sentence: str) -> None:
        super().__init__({name: [sentence]})


class Unreadable(ParseError):
    """The body is no JSON that is taken here; the sentence says where."""


class TooLarge(APIException):
    status_code = status.HTTP_413_REQUEST_ENTITY_TOO_LARGE
    default_code = "too_large"


class Changed(APIException):
    status_code = status.HTTP_412_PRECONDITION_FAILED
    default_code = "changed"
    default_detail = "It was changed in between. Read it again."


class KeyReused(APIException):
    status_code = status.HTTP_422_UNPROCESSABLE_ENTITY
    default_code = "idempotency_key_reused"
    default_detail = "This Idempotency-Key was used for another request."


class Busy(APIException):
    """``wait``: seconds, for Retry-After."""

    status_code = status.HTTP_409_CONFLICT
    default_code = "idempotency_key_in_use"
    default_detail = "The first request with this Idempotency-Key still runs."
    wait = 1


def kind_of(error: Exception, status_code: int) -> Kind:
    if isinstance(error, ParseError):
        return problem_kinds.MALFORMED
    if isinstance(error, Busy):
        return problem_kinds.BUSY
    return problem_kinds.BY_STATUS.get(status_code, problem_kinds.INTERNAL)
