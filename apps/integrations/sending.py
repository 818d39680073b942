"""Sending over connections that stay open: outside of any transaction, each call with its limit."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Self

from django.utils import timezone

from apps.core.answers import Answer, HttpError, RefusedAddress, TimedOut, Unreachable
from apps.core.http import GuardedClient, HttpClient
from apps.integrations.backoff import asked_to_wait
from apps.integrations.callbacks import OutgoingRequest
from apps.integrations.models import Outcome

TIMEOUT = 15.0  # seconds for a whole call
MOST_READ = 4_000  # bytes of an answer whose body says nothing
MOST_SAID = 100_000  # bytes of one whose body says yes or no
GONE = 410
_ASK_TO_WAIT = frozenset({429, 503})


@dataclass(frozen=True, slots=True)
class Sent:
    """What came of one call. ``wait``: the server asked to be left alone for so long."""

    outcome: Outcome
    milliseconds: int = 0
    status: int | None = None
    wait: timedelta | None = None

    @property
    def is_accepted(self) -> bool:
        return self.outcome == Outcome.ACCEPTED


class Sender:
    """One thread's connections; they stay open until ``close``."""

    def __init__(self) -> None:
        self._clients: dict[tuple[bool, bool], HttpClient] = {}

    def send(self, request: OutgoingRequest) -> Sent:
        start = time.monotonic()
        try:
            answer = self._answer(request)
        except HttpError as error:
            return Sent(_outcome(error), _since(start))
        return _judged(request, answer, _since(start))

    def close(self) -> None:
        for client in self._clients.values():
            client.__exit__()
        self._clients.clear()

    def _answer(self, request: OutgoingRequest) -> Answer:
        """A server may hang up on a connection just when it is used again: then a new one is
        opened at once. What is sent may arrive twice, which its identifier tells."""
        key = (request.guarded, request.accepts is None)
        was_open = key in self._clients
        try:
            return _call(self._client(key), request)
        except Unreachable as error:
            if not (was_open and error.sent):
                raise
        self._clients.pop(key).__exit__()
        return _call(self._client(key), request)

    def _client(self, key: tuple[bool, bool]) -> HttpClient:
        if key not in self._clients:
            self._clients[key] = _client(guarded=key[0], only_status=key[1])
        return self._clients[key]


class Senders:
    """A sender for each thread that asks; leave it once no thread sends any more."""

    def __init__(self) -> None:
        self._mine = threading.local()
        self._all: list[Sender] = []

    def send(self, request: OutgoingRequest) -> Sent:
        sender: Sender | None = getattr(self._mine, "sender", None)
        if sender is None:
            sender = self._mine.sender = Sender()
            self._all.append(sender)
        return sender.send(request)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        for sender in self._all:
            sender.close()


def send(request: OutgoingRequest) -> Sent:
    """One call by itself."""
    sender = Sender()
    try:
        return sender.send(request)
    finally:
        sender.close()


def _client(*, guarded: bool, only_status: bool) -> HttpClient:
    most = MOST_READ if only_status else MOST_SAID
    if not guarded:
        return HttpClient(timeout=TIMEOUT, max_bytes=most, only_status=only_status)
    return GuardedClient(
        timeout=TIMEOUT,
        max_bytes=most,
        max_redirects=0,
        content_types=None,
        only_status=only_status,
    )


def _call(client: HttpClient, request: OutgoingRequest) -> Answer:
    headers = {**request.headers, **(request.signed() if request.signed else {})}
    return client.send(
        request.method,
        request.url,
        json=request.json,
        content=request.content,
        headers=headers,
        auth=request.auth,
    )


def _judged(request: OutgoingRequest, answer: Answer, milliseconds: int) -> Sent:
    accepts: Callable[[Answer], bool] = request.accepts or _is_success
    if accepts(answer):
        return Sent(Outcome.ACCEPTED, milliseconds, answer.status)
    wait = None
    if answer.status in _ASK_TO_WAIT:
        wait = asked_to_wait(answer.headers.get("retry-after", ""), timezone.now())
    return Sent(Outcome.REFUSED, milliseconds, answer.status, wait)


def _is_success(answer: Answer) -> bool:
    return 200 <= answer.status < 300


def _outcome(error: HttpError) -> Outcome:
    match error:
        case RefusedAddress():
            return Outcome.FORBIDDEN_ADDRESS
        case TimedOut():
            return Outcome.TIMED_OUT
        case Unreachable():
            return Outcome.UNREACHABLE
        case _:
            return Outcome.BAD_ANSWER


def _since(start: float) -> int:
    return round((time.monotonic() - start) * 1000)
