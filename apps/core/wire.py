"""The sockets below the HTTP client: one deadline for all of an exchange, and a connection to
exactly the address that was checked. TLS and the Host header keep the name."""

from __future__ import annotations

import ssl
import threading
import time
from collections.abc import Callable, Iterable, Sequence
from typing import Any

import httpcore

from apps.core.addresses import Resolver

_CONNECT_SECONDS = 5.0  # for one address; a dead one must not eat the time of the next

type Check = Callable[[str, int, Sequence[str]], None]


class Deadline:
    """The moment at which an exchange is given up, whatever the server does until then."""

    def __init__(self) -> None:
        self._at = 0.0

    def start(self, seconds: float) -> None:
        self._at = time.monotonic() + seconds

    def left(self, wanted: float | None = None) -> float:
        """Seconds that remain, at most ``wanted``. Raises httpcore's time-out at zero."""
        left = self._at - time.monotonic()
        if left <= 0:
            raise httpcore.ReadTimeout("deadline")
        return left if wanted is None else min(left, wanted)


class TimedStream(httpcore.NetworkStream):
    """A stream whose every wait ends with the exchange's deadline."""

    def __init__(self, inner: httpcore.NetworkStream, deadline: Deadline) -> None:
        self._inner = inner
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._inner.read(max_bytes, self._deadline.left(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        for start in range(0, len(buffer), 65536):
            self._inner.write(buffer[start : start + 65536], self._deadline.left(timeout))

    def close(self) -> None:
        self._inner.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore.NetworkStream:
        left = self._deadline.left(timeout)
        inner = self._inner.start_tls(ssl_context, server_hostname, left)
        return TimedStream(inner, self._deadline)

    def get_extra_info(self, info: str) -> Any:
        return self._inner.get_extra_info(info)


class CheckedBackend(httpcore.NetworkBackend):
    """Resolves a name once, has all its addresses checked, and connects to one of those."""

    def __init__(self, deadline: Deadline, resolver: Resolver, check: Check) -> None:
        self._deadline = deadline
        self._resolver = resolver
        self._check = check
        self._inner = httpcore.SyncBackend()
        self.connected = 0  # how many connections there have been

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        addresses = self._resolve(host, port)
        self._check(host, port, addresses)
        fault: Exception = httpcore.ConnectError("the name has no address")
        for address in addresses:
            try:
                stream = self._connect(address, port, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                fault = error
            else:
                self.connected += 1
                return TimedStream(stream, self._deadline)
        raise fault

    def _connect(
        self, address: str, port: int, options: Iterable[Any] | None
    ) -> httpcore.NetworkStream:
        left = self._deadline.left(_CONNECT_SECONDS)
        return self._inner.connect_tcp(address, port, left, socket_options=options)

    def _resolve(self, host: str, port: int) -> Sequence[str]:
        """The look-up has no time limit of its own, so a thread waits for it."""
        found: list[str] = []

        def look_up() -> None:
            try:
                found.extend(self._resolver(host, port))
            except (OSError, UnicodeError):
                return

        thread = threading.Thread(target=look_up, name="resolve", daemon=True)
        thread.start()
        thread.join(self._deadline.left())
        if thread.is_alive():
            raise httpcore.ConnectTimeout("resolving")
        return tuple(found)
