"""When a request is sent again, and after how long."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

import httpx

PASSING = {429, 502, 503, 504}  # it may be different in a moment
IN_USE = "idempotency-key-in-use"  # the first request with this key still runs


@dataclass(frozen=True, slots=True)
class Patience:
    """At most ``retries`` more tries, each wait at most ``longest`` seconds: a server that asks for
    more is not waited for."""

    retries: int = 5
    first: float = 0.5
    longest: float = 60.0

    def after_silence(self, tries: int) -> float | None:
        """Seconds to wait after the ``tries``-th try got no answer; None: give up."""
        return self._doubled(tries) if tries <= self.retries else None

    def after(self, tries: int, response: httpx.Response) -> float | None:
        """Seconds to wait after this answer; None: it is the last."""
        if tries > self.retries or not _may_pass(response):
            return None
        asked = seconds_of(response.headers.get("Retry-After", ""))
        if asked is None:
            return self._doubled(tries)
        return asked if asked <= self.longest else None

    def _doubled(self, tries: int) -> float:
        """With jitter, so that many clients do not come back at once."""
        whole = min(self.longest, self.first * 2 ** (tries - 1))
        return random.uniform(whole / 2, whole)  # noqa: S311  # spreads load, keeps no secret


def seconds_of(retry_after: str) -> float | None:
    """Of both forms of Retry-After; None where there is none that makes sense."""
    if retry_after.isascii() and retry_after.isdigit():
        return float(retry_after)
    try:
        at = parsedate_to_datetime(retry_after)
    except ValueError:
        return None
    return max(0.0, (at.astimezone(UTC) - datetime.now(UTC)).total_seconds())


def _may_pass(response: httpx.Response) -> bool:
    if response.status_code in PASSING:
        return True
    return response.status_code == 409 and IN_USE in response.text
