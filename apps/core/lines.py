"""Connections that are kept open, below the HTTP client, and what is read from them."""

from __future__ import annotations

import functools
import ssl
import threading
from collections.abc import Iterator

import httpcore
import httpx

from apps.core.addresses import Resolver, resolve
from apps.core.answers import CutBody, TimedOut
from apps.core.wire import Check, CheckedBackend, Deadline

type Auth = tuple[str, str]  # user and password
type Origin = tuple[str, bytes, int | None]

IDLE = 30.0  # seconds after which an open connection is not used again
HUNG_UP = (httpx.ReadError, httpx.WriteError, httpx.RemoteProtocolError)
_OWN_HEADERS = {"User-Agent": "Renown", "Accept-Encoding": "gzip"}


class Line:
    """What a client speaks over: one exchange at a time, each with its deadline."""

    def __init__(self, resolver: Resolver, check: Check) -> None:
        self.deadline = Deadline()
        self._backend = CheckedBackend(self.deadline, resolver, check)
        transport = _Transport(self._backend)
        self.client = httpx.Client(transport=transport, trust_env=False, headers=_OWN_HEADERS)

    def send(self, request: httpx.Request, auth: Auth | None) -> httpx.Response:
        """A server may hang up on a kept connection just when it is used again. What only reads is
        then asked once more, on a new one."""
        before = self._backend.connected
        try:
            return self.client.send(request, auth=auth, stream=True)
        except HUNG_UP:
            if request.method != "GET" or self._backend.connected != before:
                raise
        return self.client.send(request, auth=auth, stream=True)


_lines = threading.local()


def kept_line(origin: Origin) -> Line:
    """The thread's line to a server that we configured, and those are few."""
    kept: dict[Origin, Line] = _lines.__dict__.setdefault("kept", {})
    line = kept.get(origin)
    if line is None:
        line = kept[origin] = Line(resolve, lambda host, port, addresses: None)
    line.client.cookies.clear()
    return line


class _Transport(httpx.HTTPTransport):
    """httpx offers no public way to choose the network backend; its pool has one."""

    def __init__(self, backend: CheckedBackend) -> None:
        super().__init__(verify=_tls(), trust_env=False)
        self._pool = httpcore.ConnectionPool(
            ssl_context=_tls(), network_backend=backend, keepalive_expiry=IDLE
        )


@functools.cache
def _tls() -> ssl.SSLContext:
    return httpx.create_ssl_context(trust_env=False)


def raw(answer: httpx.Response) -> Iterator[bytes]:
    try:
        yield from answer.iter_raw()
    except httpx.TimeoutException:
        raise TimedOut("the answer did not end in time") from None
    except httpx.HTTPError:
        raise CutBody("the answer was cut off") from None


def drain(answer: httpx.Response, most: int) -> None:
    """Reads the body so that the connection can be used again, as long as it is short."""
    read = 0
    try:
        for chunk in answer.iter_raw():
            read += len(chunk)
            if read > most:
                return
    except httpx.HTTPError:
        return
