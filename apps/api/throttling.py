"""How often one key may ask: so many times in each minute of the clock."""

from __future__ import annotations

import time
from dataclasses import dataclass
from math import ceil
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.cache import cache
from django.http.response import HttpResponseBase
from rest_framework.request import Request
from rest_framework.throttling import BaseThrottle

from apps.organisations.models import ApiKey

if TYPE_CHECKING:
    from rest_framework.views import APIView  # loads these classes from the settings itself

WINDOW = 60  # seconds


@dataclass(frozen=True, slots=True)
class Allowance:
    """``reset``: seconds until ``most`` more."""

    most: int
    left: int
    reset: int

    def tell(self, response: HttpResponseBase) -> None:
        """draft-ietf-httpapi-ratelimit-headers."""
        response.headers["RateLimit-Policy"] = f'"key";q={self.most};w={WINDOW}'
        response.headers["RateLimit"] = f'"key";r={self.left};t={self.reset}'


class PerKey(BaseThrottle):
    """More is 429 with Retry-After. What is left stands in ``request.allowance``."""

    _reset = WINDOW

    def allow_request(self, request: Request, view: APIView) -> bool:
        if not isinstance(request.auth, ApiKey):
            return True
        most = settings.API_REQUESTS_A_MINUTE
        window, passed = divmod(time.time(), WINDOW)
        times = _count(f"api-rate:{request.auth.pk}:{int(window)}")
        self._reset = ceil(WINDOW - passed)
        request.allowance = Allowance(most, max(0, most - times), self._reset)  # type: ignore[attr-defined]  # read by the view
        return times <= most

    def wait(self) -> float:
        return self._reset


def _count(name: str) -> int:
    """How often this was called for the name."""
    try:
        return int(cache.incr(name))
    except ValueError:
        return 1 if cache.add(name, 1, timeout=2 * WINDOW) else int(cache.incr(name))
