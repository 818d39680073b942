"""Google's own wording: errors with a reason, tokens, the token of the next page."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse, JsonResponse

from apps.sandbox.standin.limits import Budget
from apps.sandbox.standin.rules import Refusal, Tokens, TokenState
from apps.sandbox.standin.voice import Voice, rewritten
from apps.sandbox.youtube import problems

BAD_REQUEST = ("invalid_grant", "Bad Request", 400)
REFUSALS = {
    Refusal.CLIENT: ("invalid_client", "The provided client secret is invalid.", 401),
    Refusal.GRANT_TYPE: ("unsupported_grant_type", "Invalid grant_type", 400),
    Refusal.TOKEN: ("invalid_grant", "Token has been expired or revoked.", 400),
    Refusal.ADDRESS: ("redirect_uri_mismatch", "Bad Request", 400),
    Refusal.VERIFIER: ("invalid_grant", "Invalid code verifier.", 400),
}
PAGELESS = "youtube#videoListResponse"  # asked by ids, there is one page


class GoogleVoice(Voice):
    def limited(self, *, until: int | None = None, retry_after: int | None = None) -> HttpResponse:
        """Google does not say until when."""
        response = problems.refusal(
            429, "rateLimitExceeded", problems.RATE, status="RESOURCE_EXHAUSTED"
        )
        if retry_after is not None:
            response["Retry-After"] = str(retry_after)
        return response

    def quota(self) -> HttpResponse:
        return problems.refusal(403, "quotaExceeded", problems.QUOTA, domain="youtube.quota")

    def over(self, budget: Budget) -> HttpResponse:
        return self.quota()

    def unauthorized(self, state: TokenState) -> HttpResponse:
        if state is TokenState.MISSING:
            return problems.keyless()
        return problems.refusal(401, "authError", problems.REAUTH, status="UNAUTHENTICATED")

    def forbidden(self, scope: str = "") -> HttpResponse:
        if not scope:
            return problems.refusal(403, "forbidden", "Access forbidden.", domain="youtube.common")
        return problems.refusal(
            403,
            "insufficientPermissions",
            "Request had insufficient authentication scopes.",
            status="PERMISSION_DENIED",
            detail="ACCESS_TOKEN_SCOPE_INSUFFICIENT",
        )

    def unavailable(self) -> HttpResponse:
        return problems.refusal(503, "backendError", "Backend Error")

    def errors_in_200(self) -> HttpResponse:
        message = "The channel could not be found."
        body = problems.error(404, "channelNotFound", message, domain="youtube.channel")
        return JsonResponse(body)

    def with_next(self, response: HttpResponse, token: str) -> HttpResponse:
        def change(body: dict[str, Any]) -> dict[str, Any]:
            return body if body.get("kind") == PAGELESS else body | {"nextPageToken": token}

        return rewritten(response, change)

    def refused(self, refusal: Refusal) -> HttpResponse:
        return problems.oauth(*REFUSALS.get(refusal, BAD_REQUEST))

    def token(self, tokens: Tokens) -> dict[str, Any]:
        return super().token(tokens) | {"expires_in": (tokens.seconds or 0) - 1}
