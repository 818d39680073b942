"""A server on loopback that does exactly what a test tells it, byte by byte."""

from __future__ import annotations

import contextlib
import socket
import ssl
import threading
from collections.abc import Callable
from dataclasses import dataclass, field

type Script = Callable[[socket.socket, str], None]


@dataclass
class Stage:
    """``script(connection, path)`` plays each request; ``requests`` keeps them as they came."""

    script: Script
    tls: ssl.SSLContext | None = None
    requests: list[bytes] = field(default_factory=list)
    port: int = 0

    def __enter__(self) -> Stage:
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = int(self._listener.getsockname()[1])
        self._open: list[socket.socket] = []
        threading.Thread(target=self._serve, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        for each in (self._listener, *self._open):
            with contextlib.suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)
            each.close()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def _serve(self) -> None:
        while True:
            try:
                connection, _ = self._listener.accept()
            except OSError:
                return
            self._open.append(connection)
            threading.Thread(target=self._play, args=(connection,), daemon=True).start()

    def _play(self, connection: socket.socket) -> None:
        with contextlib.suppress(OSError):
            if self.tls is not None:
                connection = self.tls.wrap_socket(connection, server_side=True)
            request = b""
            while b"\r\n\r\n" not in request:
                piece = connection.recv(65536)
                if not piece:
                    return
                request += piece
            self.requests.append(request)
            self.script(connection, request.split(b" ")[1].decode())
            connection.close()


def reply(
    body: bytes = b"{}", *, status: int = 200, headers: dict[str, str] | None = None
) -> Script:
    """A whole, honest answer."""
    sent = {
        "Content-Type": "application/json",
        "Content-Length": str(len(body)),
        **(headers or {}),
    }

    def script(connection: socket.socket, path: str) -> None:
        connection.sendall(head(status, sent) + body)

    return script


def redirect(target: str) -> Script:
    return reply(b"", status=302, headers={"Location": target})


def head(status: int = 200, headers: dict[str, str] | None = None) -> bytes:
    lines = [f"HTTP/1.1 {status} X", *(f"{k}: {v}" for k, v in (headers or {}).items())]
    return "\r\n".join([*lines, "Connection: close", "", ""]).encode()
