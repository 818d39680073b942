"""Where Facebook's wording differs from the rest of Graph: its login, and the use of the
application's own limit on every answer."""

from __future__ import annotations

import json

from django.http import HttpResponse

from apps.sandbox.graph.errors import PARAMETER, PERMISSION, TOKEN, problem
from apps.sandbox.graph.voice import GraphVoice
from apps.sandbox.standin.limits import Budget
from apps.sandbox.standin.rules import Refusal

EXPIRED = 463
REFUSALS = {
    Refusal.CODE: (PARAMETER, "This authorization code has been used.", 36009),
    Refusal.ADDRESS: (
        PARAMETER,
        "Error validating verification code. Please make sure your redirect_uri is identical to "
        "the one you used in the OAuth dialog request",
        36008,
    ),
    Refusal.VERIFIER: (PARAMETER, "Invalid code_verifier parameter", None),
    Refusal.GRANT_TYPE: (PARAMETER, "Missing authorization code", None),
    Refusal.TOKEN: (TOKEN, "Error validating access token: Session has expired.", EXPIRED),
    Refusal.CLIENT: (1, "Error validating client secret.", None),
}
APP_SHARE = 10  # per cent of the application's own limit that one account's use makes


class FacebookVoice(GraphVoice):
    def forbidden(self, scope: str = "") -> HttpResponse:
        message = f"(#{PERMISSION}) This endpoint requires the '{scope}' permission"
        return problem(PERMISSION, message, status=403) if scope else super().forbidden()

    def refused(self, refusal: Refusal) -> HttpResponse:
        code, message, subcode = REFUSALS[refusal]
        return problem(code, message, subcode=subcode)

    def denied(self) -> dict[str, str]:
        return {
            "error": "access_denied",
            "error_code": "200",
            "error_description": "Permissions error",
            "error_reason": "user_denied",
        }

    def stamp(self, budget: Budget, response: HttpResponse) -> HttpResponse:
        used = min(budget.limit, budget.limit - budget.remaining) * APP_SHARE // budget.limit
        told = {"call_count": used, "total_cputime": used // 2, "total_time": used // 2}
        response["X-App-Usage"] = json.dumps(told)
        return super().stamp(budget, response)
