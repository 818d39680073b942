"""X's limits: calls per account and endpoint in windows of 15 minutes.

Source: https://docs.x.com/x-api/fundamentals/rate-limits (per user)."""

from __future__ import annotations

import time
from dataclasses import dataclass

from django.conf import settings
from django.http import HttpResponse

from apps.sandbox.x import store

WINDOW = 900  # seconds
LIMITS = {
    "me": 75,
    "tweets": 900,
    "mentions": 300,
    "followers": 300,
    "liking_users": 75,
    "quote_tweets": 75,
    "retweeted_by": 75,
}


@dataclass(frozen=True, slots=True)
class Budget:
    limit: int
    remaining: int  # below 0: this call is one too many
    reset: int  # seconds since 1970

    def stamp(self, response: HttpResponse) -> HttpResponse:
        response["x-rate-limit-limit"] = str(self.limit)
        response["x-rate-limit-remaining"] = str(max(0, self.remaining))
        response["x-rate-limit-reset"] = str(self.reset)
        return response


def spend(endpoint: str, account_id: str) -> Budget:
    """Counts one call. ``SANDBOX_RATE_FACTOR`` multiplies every limit."""
    window = int(time.time()) // WINDOW
    limit = max(1, int(LIMITS[endpoint] * getattr(settings, "SANDBOX_RATE_FACTOR", 1)))
    used = store.count(f"rate:{endpoint}:{account_id}:{window}", seconds=WINDOW)
    return Budget(limit, limit - used, (window + 1) * WINDOW)
