"""What a fault makes of an answer."""

from __future__ import annotations

import json
import secrets
import time
from collections.abc import Callable, Iterator

from django.http import (
    HttpResponse,
    HttpResponseBase,
    JsonResponse,
    StreamingHttpResponse,
)

from apps.sandbox.x import problems
from apps.sandbox.x.faults import Active, Fault
from apps.sandbox.x.limits import WINDOW

HUGE = 50_000_000  # bytes
DAYS_AHEAD = 2 * 24 * 3600


def instead(active: Active) -> HttpResponseBase | None:
    """The answer that comes without the call being looked at; None where it is looked at first."""
    make = INSTEAD.get(active.fault)
    if active.fault is Fault.HANG:
        time.sleep(active.seconds)
    return make() if make else None


def after(active: Active, response: HttpResponse) -> HttpResponseBase:
    """What is made of a good answer."""
    change = AFTER.get(active.fault)
    return change(response) if change else response


def _limited() -> HttpResponse:
    response = problems.blank(429)
    response["x-rate-limit-limit"], response["x-rate-limit-remaining"] = "75", "0"
    response["x-rate-limit-reset"] = str(int(time.time()) + WINDOW)
    return response


def _limited_retry_after() -> HttpResponse:
    response = problems.blank(429)
    response["Retry-After"] = "30"
    return response


def _limited_clock_off() -> HttpResponse:
    response = problems.blank(429)
    response["x-rate-limit-reset"] = str(int(time.time()) + DAYS_AHEAD)
    return response


def _quota() -> HttpResponse:
    body = {
        "title": "UsageCapExceeded",
        "detail": "Usage cap exceeded: Monthly product cap",
        "type": f"{problems.PROBLEMS}/usage-capped",
        "period": "Monthly",
        "scope": "Product",
    }
    return JsonResponse(body, status=429, content_type="application/problem+json")


def _html() -> HttpResponse:
    return HttpResponse("<!doctype html><title>Hold on</title><p>Are you human?</p>")


def _errors() -> HttpResponse:
    return JsonResponse({"errors": [problems.not_found("user", "0")]})


def _huge() -> StreamingHttpResponse:
    def chunks() -> Iterator[bytes]:
        yield b'{"data": "'
        for _ in range(HUGE // 100_000):
            yield b"x" * 100_000
        yield b'"}'

    return StreamingHttpResponse(chunks(), content_type="application/json")


def _cut(response: HttpResponse) -> HttpResponse:
    """More is announced than comes, and then the connection ends."""
    response["Content-Length"] = str(len(response.content))
    response["Connection"] = "close"
    response.content = response.content[: len(response.content) // 2]
    return response


def _broken(response: HttpResponse) -> HttpResponse:
    response.content = response.content[: len(response.content) // 2]
    return response


def _endless(response: HttpResponse) -> HttpResponse:
    return _with_next(response, secrets.token_urlsafe(18))


def _loop(response: HttpResponse) -> HttpResponse:
    return _with_next(response, "the-same-token-again")


def _with_next(response: HttpResponse, token: str) -> HttpResponse:
    body = json.loads(response.content)
    body.setdefault("meta", {"result_count": 0})["next_token"] = token
    response.content = json.dumps(body).encode()
    return response


INSTEAD: dict[Fault, Callable[[], HttpResponseBase]] = {
    Fault.RATE_LIMITED: _limited,
    Fault.RATE_LIMITED_RETRY_AFTER: _limited_retry_after,
    Fault.RATE_LIMITED_BARE: lambda: problems.blank(429),
    Fault.CLOCK_OFF: _limited_clock_off,
    Fault.QUOTA: _quota,
    Fault.SERVER_ERROR: lambda: problems.blank(503),
    Fault.HTML: _html,
    Fault.ERRORS_IN_200: _errors,
    Fault.HUGE: _huge,
    Fault.EXPIRED: lambda: problems.blank(401),
    Fault.REVOKED: lambda: problems.blank(401),
    Fault.FORBIDDEN: lambda: problems.blank(403),
}
AFTER: dict[Fault, Callable[[HttpResponse], HttpResponseBase]] = {
    Fault.CUT_BODY: _cut,
    Fault.BROKEN_JSON: _broken,
    Fault.ENDLESS: _endless,
    Fault.LOOP: _loop,
}
