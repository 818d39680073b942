from __future__ import annotations

from typing import TYPE_CHECKING

from rest_framework.request import Request
from rest_framework.throttling import SimpleRateThrottle

from apps.organisations.models import ApiKey

if TYPE_CHECKING:
    from rest_framework.views import APIView  # loads these classes from the settings itself


class PerKey(SimpleRateThrottle):
    """How often one key may ask; more is 429 with Retry-After."""

    scope = "key"

    def get_cache_key(self, request: Request, view: APIView) -> str | None:
        key = request.auth
        return f"throttle:{key.pk}" if isinstance(key, ApiKey) else None
