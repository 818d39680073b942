"""How many calls a network allows in a window of time."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass

from django.conf import settings

from apps.sandbox.standin.store import Store

ANY = "*"


@dataclass(frozen=True, slots=True)
class Budget:
    limit: int
    remaining: int  # below 0: this call is one too many
    reset: int  # seconds since 1970


class Limits:
    """``allowed``: calls a window by endpoint; ``ANY`` is one pot for all that are not named. An
    endpoint without a pot is without limit. ``shared``: all accounts spend from the same pots."""

    def __init__(
        self, network: str, allowed: Mapping[str, int], *, seconds: int = 900, shared: bool = False
    ) -> None:
        self._store, self._allowed, self._shared = Store(network), allowed, shared
        self.seconds = seconds

    def spend(self, endpoint: str, account_id: str) -> Budget | None:
        """Counts one call. ``SANDBOX_RATE_FACTOR`` multiplies every limit."""
        pot = endpoint if endpoint in self._allowed else ANY
        if pot not in self._allowed:
            return None
        window, reset = self.window(time.time())
        limit = max(1, int(self._allowed[pot] * getattr(settings, "SANDBOX_RATE_FACTOR", 1)))
        whose = ANY if self._shared else account_id
        used = self._store.count(f"rate:{pot}:{whose}:{window}", seconds=self.seconds)
        return Budget(limit, limit - used, reset)

    def window(self, now: float) -> tuple[int, int]:
        """The number of the window that is now, and its end in seconds since 1970."""
        number = int(now) // self.seconds
        return number, (number + 1) * self.seconds
