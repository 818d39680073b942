"""What a fault makes of an answer, in the network's own words."""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable, Iterator

from django.http import HttpResponse, HttpResponseBase, StreamingHttpResponse

from apps.sandbox.standin.faults import Active, Fault
from apps.sandbox.standin.rules import TokenState
from apps.sandbox.standin.voice import Voice

WINDOW = 900  # seconds
HUGE = 50_000_000  # bytes
DAYS_AHEAD = 2 * 24 * 3600
RETRY_AFTER = 30  # seconds
SAME_TOKEN = "the-same-token-again"  # noqa: S105


def instead(active: Active, voice: Voice) -> HttpResponseBase | None:
    """The answer that comes without the call being looked at; None where it is looked at first."""
    make = INSTEAD.get(active.fault)
    if active.fault is Fault.HANG:
        time.sleep(active.seconds)
    return make(voice) if make else None


def after(active: Active, voice: Voice, response: HttpResponse) -> HttpResponseBase:
    """What is made of an answer; of errors, nothing is made."""
    change = AFTER.get(active.fault)
    return change(voice, response) if change and response.status_code < 400 else response


def _html(_: Voice) -> HttpResponse:
    return HttpResponse("<!doctype html><title>Hold on</title><p>Are you human?</p>")


def _huge(_: Voice) -> StreamingHttpResponse:
    def chunks() -> Iterator[bytes]:
        yield b'{"data": "'
        for _ in range(HUGE // 100_000):
            yield b"x" * 100_000
        yield b'"}'

    return StreamingHttpResponse(chunks(), content_type="application/json")


def _cut(_: Voice, response: HttpResponse) -> HttpResponse:
    """More is announced than comes, and then the connection ends."""
    response["Content-Length"] = str(len(response.content))
    response["Connection"] = "close"
    response.content = response.content[: len(response.content) // 2]
    return response


def _broken(_: Voice, response: HttpResponse) -> HttpResponse:
    response.content = response.content[: len(response.content) // 2]
    return response


INSTEAD: dict[Fault, Callable[[Voice], HttpResponseBase]] = {
    Fault.RATE_LIMITED: lambda voice: voice.limited(until=int(time.time()) + WINDOW),
    Fault.RATE_LIMITED_RETRY_AFTER: lambda voice: voice.limited(retry_after=RETRY_AFTER),
    Fault.RATE_LIMITED_BARE: lambda voice: voice.limited(),
    Fault.CLOCK_OFF: lambda voice: voice.limited(until=int(time.time()) + DAYS_AHEAD),
    Fault.QUOTA: lambda voice: voice.quota(),
    Fault.SERVER_ERROR: lambda voice: voice.unavailable(),
    Fault.HTML: _html,
    Fault.ERRORS_IN_200: lambda voice: voice.errors_in_200(),
    Fault.HUGE: _huge,
    Fault.EXPIRED: lambda voice: voice.unauthorized(TokenState.EXPIRED),
    Fault.REVOKED: lambda voice: voice.unauthorized(TokenState.REVOKED),
    Fault.FORBIDDEN: lambda voice: voice.forbidden(),
}
AFTER: dict[Fault, Callable[[Voice, HttpResponse], HttpResponseBase]] = {
    Fault.CUT_BODY: _cut,
    Fault.BROKEN_JSON: _broken,
    Fault.ENDLESS: lambda voice, found: voice.with_next(found, secrets.token_urlsafe(18)),
    Fault.LOOP: lambda voice, found: voice.with_next(found, SAME_TOKEN),
}
