"""A small server of an applicant tracking system, on a port of this machine."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass(frozen=True, slots=True)
class Received:
    """A request as it came in; ``body`` is None where none was sent, header names are lower."""

    method: str
    path: str
    headers: dict[str, str]
    body: bytes | None

    @property
    def json(self) -> Any:
        return json.loads(self.body or b"null")


type Answered = tuple[int, Any]  # status and JSON


class StandIn:
    """Answers with ``answer``, keeps what came in ``received``. While ``down`` is set it answers
    that status to everything. What breaks while answering fails the test when the server ends."""

    def __init__(self) -> None:
        self.received: list[Received] = []
        self.broken: list[BaseException] = []
        self.down: int | None = None
        self.url = ""

    def answer(self, request: Received) -> Answered:
        raise NotImplementedError

    def take(self, request: Received) -> Answered:
        self.received.append(request)
        if self.down:
            return self.down, {"message": "away"}
        try:
            return self.answer(request)
        except BaseException as error:
            self.broken.append(error)
            raise

    @contextmanager
    def running(self) -> Iterator[None]:
        server = ThreadingHTTPServer(("127.0.0.1", 0), _asks(self))
        server.daemon_threads = True
        thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
        thread.start()
        self.url = f"http://127.0.0.1:{server.server_address[1]}"
        try:
            yield
        finally:
            server.shutdown()
            server.server_close()
            thread.join()
        if self.broken:
            raise self.broken[0]


def _asks(stand_in: StandIn) -> type[BaseHTTPRequestHandler]:
    class Asked(BaseHTTPRequestHandler):
        def _any(self) -> None:
            length = int(self.headers.get("Content-Length") or 0)
            headers = {name.lower(): value for name, value in self.headers.items()}
            body = self.rfile.read(length) if length else None
            status, told = stand_in.take(Received(self.command, self.path, headers, body))
            content = json.dumps(told).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        do_GET = do_POST = do_PUT = do_PATCH = do_DELETE = _any

        def log_message(self, format: str, *args: object) -> None:
            """Tests print nothing."""

    return Asked
