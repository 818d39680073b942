"""Graph's own wording of what goes wrong."""

from __future__ import annotations

import json
import math
import time
from typing import Any

from django.http import HttpResponse

from apps.sandbox.graph import errors
from apps.sandbox.graph.edges import cursor
from apps.sandbox.graph.errors import problem
from apps.sandbox.standin.limits import Budget
from apps.sandbox.standin.rules import TokenState
from apps.sandbox.standin.voice import Voice, rewritten

BUSINESS = "X-Business-Use-Case-Usage"
CASES = {"instagram": 80002, "pages": 80001}  # what an account's own limit is called, its code
TOKENS = {
    TokenState.MISSING: ("An access token is required to request this resource.", None),
    TokenState.UNKNOWN: ("Invalid OAuth access token - Cannot parse access token", None),
    TokenState.EXPIRED: ("Error validating access token: Session has expired.", 463),
    TokenState.REVOKED: (
        "Error validating access token: The user has not authorized application.",
        458,
    ),
}


class GraphVoice(Voice):
    """``case``: the business use case that the header of usage names; ``api``: where addresses of
    further pages lead."""

    def __init__(self, *, case: str, api: str) -> None:
        self._case, self._api = case, api

    def limited(self, *, until: int | None = None, retry_after: int | None = None) -> HttpResponse:
        code = CASES[self._case]
        message = f"(#{code}) There have been too many calls to this account. Wait a bit."
        response = problem(code, message)
        if until is not None:
            minutes = max(1, math.ceil((until - time.time()) / 60))
            response[BUSINESS] = self._usage(100, minutes)
        if retry_after is not None:
            response["Retry-After"] = str(retry_after)
        return response

    def quota(self) -> HttpResponse:
        message = f"(#{errors.APPLICATION}) Application request limit reached"
        return problem(errors.APPLICATION, message, status=403, is_transient=True)

    def unauthorized(self, state: TokenState) -> HttpResponse:
        message, subcode = TOKENS[state]
        return problem(errors.TOKEN, message, subcode=subcode)

    def forbidden(self, scope: str = "") -> HttpResponse:
        message = "(#10) Application does not have permission for this action"
        return problem(errors.PERMISSION, message)

    def unavailable(self) -> HttpResponse:
        message = "Service temporarily unavailable"
        return problem(errors.PASSING, message, status=503, is_transient=True)

    def errors_in_200(self) -> HttpResponse:
        return errors.no_object("0").response(status=200)

    def with_next(self, response: HttpResponse, token: str) -> HttpResponse:
        def change(body: Any) -> Any:
            if not isinstance(body, dict) or "data" not in body:
                return body
            cursors = {"before": cursor("first"), "after": token}
            return body | {"paging": {"cursors": cursors, "next": f"{self._api}/?after={token}"}}

        return rewritten(response, change)

    def stamp(self, budget: Budget, response: HttpResponse) -> HttpResponse:
        if BUSINESS not in response:
            used = min(100, 100 * (budget.limit - budget.remaining) // budget.limit)
            response[BUSINESS] = self._usage(used, 0)
        return response

    def _usage(self, share: int, minutes: int) -> str:
        told = {
            "type": self._case,
            "call_count": share,
            "total_cputime": share // 2,
            "total_time": share // 2,
            "estimated_time_to_regain_access": minutes,
        }
        return json.dumps({"17841400000000000": [told]})
