"""Errors as Graph writes them."""

from __future__ import annotations

import secrets

from django.http import HttpResponse, JsonResponse

PARAMETER, PERMISSION, TOKEN, PASSING, APPLICATION = 100, 10, 190, 2, 4
NO_OBJECT = 33  # subcode of PARAMETER


class GraphError(Exception):
    """The call is refused."""

    def __init__(self, code: int, message: str, *, subcode: int | None = None) -> None:
        super().__init__(message)
        self.code, self.message, self.subcode = code, message, subcode

    def response(self, *, kind: str = "OAuthException", status: int = 400) -> HttpResponse:
        return problem(self.code, self.message, subcode=self.subcode, kind=kind, status=status)


def problem(
    code: int,
    message: str,
    *,
    subcode: int | None = None,
    kind: str = "OAuthException",
    status: int = 400,
    is_transient: bool = False,
) -> HttpResponse:
    error: dict[str, object] = {"message": message, "type": kind, "code": code}
    if subcode is not None:
        error["error_subcode"] = subcode
    if is_transient:
        error["is_transient"] = True
    error["fbtrace_id"] = secrets.token_urlsafe(17)
    return JsonResponse({"error": error}, status=status)


def no_object(node: str) -> GraphError:
    """Graph does not tell what is gone from what is not shown."""
    message = (
        f"Unsupported get request. Object with ID '{node}' does not exist, cannot be loaded due to "
        "missing permissions, or does not support this operation"
    )
    return GraphError(PARAMETER, message, subcode=NO_OBJECT)
