"""X's own wording: problems, headers of limits, tokens of further pages."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse, JsonResponse

from apps.sandbox.standin.limits import Budget
from apps.sandbox.standin.rules import Refusal, Tokens, TokenState
from apps.sandbox.standin.voice import Voice, rewritten
from apps.sandbox.x import problems

REFUSALS = {
    Refusal.CODE: "Value passed for the authorization code was invalid.",
    Refusal.TOKEN: "Value passed for the token was invalid.",
    Refusal.VERIFIER: "Value passed for the code verifier did not match the code challenge.",
    Refusal.ADDRESS: "Value passed for the code verifier did not match the code challenge.",
}


class XVoice(Voice):
    def limited(self, *, until: int | None = None, retry_after: int | None = None) -> HttpResponse:
        response = problems.blank(429)
        if until is not None:
            self.stamp(Budget(75, 0, until), response)
        if retry_after is not None:
            response["Retry-After"] = str(retry_after)
        return response

    def quota(self) -> HttpResponse:
        body = {
            "title": "UsageCapExceeded",
            "detail": "Usage cap exceeded: Monthly product cap",
            "type": f"{problems.PROBLEMS}/usage-capped",
            "period": "Monthly",
            "scope": "Product",
        }
        return JsonResponse(body, status=429, content_type="application/problem+json")

    def unauthorized(self, state: TokenState) -> HttpResponse:
        return problems.blank(401)

    def forbidden(self, scope: str = "") -> HttpResponse:
        return problems.forbidden_client() if scope else problems.blank(403)

    def unavailable(self) -> HttpResponse:
        return problems.blank(503)

    def errors_in_200(self) -> HttpResponse:
        return JsonResponse({"errors": [problems.not_found("user", "0")]})

    def with_next(self, response: HttpResponse, token: str) -> HttpResponse:
        def change(body: dict[str, Any]) -> dict[str, Any]:
            meta = body.get("meta", {"result_count": 0})
            return body | {"meta": meta | {"next_token": token}}

        return rewritten(response, change)

    def stamp(self, budget: Budget, response: HttpResponse) -> HttpResponse:
        response["x-rate-limit-limit"] = str(budget.limit)
        response["x-rate-limit-remaining"] = str(max(0, budget.remaining))
        response["x-rate-limit-reset"] = str(budget.reset)
        return response

    def refused(self, refusal: Refusal) -> HttpResponse:
        if refusal is Refusal.CLIENT:
            return problems.oauth("unauthorized_client", "Missing valid authorization header", 401)
        if refusal is Refusal.GRANT_TYPE:
            return problems.oauth("unsupported_grant_type", "The grant type is not known.")
        return problems.oauth("invalid_request", REFUSALS[refusal])

    def token(self, tokens: Tokens) -> dict[str, Any]:
        return super().token(tokens) | {"token_type": "bearer"}

    def revoked(self) -> HttpResponse:
        return JsonResponse({"revoked": True})
