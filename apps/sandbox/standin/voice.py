"""How a network words what goes wrong. Faults, limits and tokens speak through it."""

from __future__ import annotations

import json
from abc import ABC, abstractmethod
from collections.abc import Callable
from typing import Any

from django.http import HttpResponse

from apps.sandbox.standin.limits import Budget
from apps.sandbox.standin.rules import Refusal, Tokens, TokenState


class Voice(ABC):
    """One method a situation; each answers as the network does."""

    @abstractmethod
    def limited(self, *, until: int | None = None, retry_after: int | None = None) -> HttpResponse:
        """Too many calls. ``until``: seconds since 1970, ``retry_after``: seconds; neither where
        the network does not say when."""

    @abstractmethod
    def quota(self) -> HttpResponse:
        """The application's own quota is used up."""

    @abstractmethod
    def unauthorized(self, state: TokenState) -> HttpResponse: ...

    @abstractmethod
    def forbidden(self, scope: str = "") -> HttpResponse:
        """``scope`` is the one that is missing, where that is the reason."""

    @abstractmethod
    def unavailable(self) -> HttpResponse: ...

    @abstractmethod
    def errors_in_200(self) -> HttpResponse: ...

    @abstractmethod
    def with_next(self, response: HttpResponse, token: str) -> HttpResponse:
        """A good answer that says that another page follows by this token. An answer that knows
        no pages stays as it is."""

    def refused(self, refusal: Refusal) -> HttpResponse:
        """The token endpoint says no, in the words of RFC 6749, 5.2."""
        error = {
            Refusal.CLIENT: "invalid_client",
            Refusal.GRANT_TYPE: "unsupported_grant_type",
        }.get(refusal, "invalid_grant")
        status = 401 if refusal is Refusal.CLIENT else 400
        return _json({"error": error, "error_description": f"Bad {refusal.value}."}, status)

    def token(self, tokens: Tokens) -> dict[str, Any]:
        """The body of a good answer of the token endpoint, RFC 6749, 5.1."""
        body: dict[str, Any] = {"token_type": "Bearer", "access_token": tokens.access}
        body["scope"] = " ".join(tokens.grant.scopes)
        if tokens.seconds is not None:
            body["expires_in"] = tokens.seconds
        return body | ({"refresh_token": tokens.refresh} if tokens.refresh else {})

    def revoked(self) -> HttpResponse:
        return _json({}, 200)

    def denied(self) -> dict[str, str]:
        """What the browser brings back when its person says no."""
        return {"error": "access_denied"}

    def over(self, budget: Budget) -> HttpResponse:
        """The limit is passed."""
        return self.limited(until=budget.reset)

    def stamp(self, budget: Budget, response: HttpResponse) -> HttpResponse:
        """Says on every answer what is left, where the network does."""
        return response


def rewritten(response: HttpResponse, change: Callable[[Any], Any]) -> HttpResponse:
    """The answer with its JSON changed."""
    response.content = json.dumps(change(json.loads(response.content))).encode()
    return response


def _json(body: dict[str, Any], status: int) -> HttpResponse:
    return HttpResponse(json.dumps(body), status=status, content_type="application/json")
