"""Where Instagram's wording differs from the rest of Graph: its login."""

from __future__ import annotations

from django.http import HttpResponse, JsonResponse

from apps.sandbox.graph.errors import TOKEN, problem
from apps.sandbox.graph.voice import GraphVoice
from apps.sandbox.standin.rules import Refusal

REFUSALS = {
    Refusal.CODE: "Matching code was not found or was already used",
    Refusal.ADDRESS: "Error validating verification code. Please make sure your redirect_uri is "
    "identical to the one you used in the OAuth dialog request",
    Refusal.CLIENT: "Invalid platform app",
    Refusal.GRANT_TYPE: "Invalid grant_type",
}


class InstagramVoice(GraphVoice):
    def refused(self, refusal: Refusal) -> HttpResponse:
        """The host that takes codes answers flat, the one that takes tokens as all of Graph."""
        if refusal is Refusal.TOKEN:
            return problem(TOKEN, "Error validating access token", kind="IGApiException")
        told = {"error_type": "OAuthException", "code": 400, "error_message": REFUSALS[refusal]}
        return JsonResponse(told, status=400)

    def denied(self) -> dict[str, str]:
        return {
            "error": "access_denied",
            "error_reason": "user_denied",
            "error_description": "The user denied your request",
        }
