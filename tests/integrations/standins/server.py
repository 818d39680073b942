"""A small server of an applicant tracking system, on a port of this machine."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from socketserver import ThreadingMixIn
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server
from wsgiref.types import StartResponse, WSGIEnvironment


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
        self.before_answering: Callable[[], None] = lambda: None
        self.url = ""

    def answer(self, request: Received) -> Answered:
        raise NotImplementedError

    def take(self, request: Received) -> Answered:
        self.received.append(request)
        if self.down:
            return self.down, {"message": "away"}
        try:
            self.before_answering()
            return self.answer(request)
        except BaseException as error:
            self.broken.append(error)
            raise

    @contextmanager
    def running(self) -> Iterator[None]:
        server = make_server("127.0.0.1", 0, self._asked, _Server, _Quiet)
        thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
        thread.start()
        self.url = f"http://127.0.0.1:{server.server_port}"
        try:
            yield
        finally:
            server.shutdown()
            server.server_close()
            thread.join()
        if self.broken:
            raise self.broken[0]

    def _asked(self, environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        status, told = self.take(_received(environ))
        start(f"{status} told", [("Content-Type", "application/json")])
        return [json.dumps(told).encode()]


class _Server(ThreadingMixIn, WSGIServer):
    daemon_threads = True


class _Quiet(WSGIRequestHandler):
    def log_message(self, *_: object, **__: object) -> None:
        """Tests print nothing."""


def _received(environ: WSGIEnvironment) -> Received:
    headers = {
        name.removeprefix("HTTP_").replace("_", "-").lower(): str(value)
        for name, value in environ.items()
        if name.startswith("HTTP_") or name in ("CONTENT_TYPE", "CONTENT_LENGTH")
    }
    length = int(environ.get("CONTENT_LENGTH") or 0)
    body = environ["wsgi.input"].read(length) if length else None
    return Received(environ["REQUEST_METHOD"], environ["PATH_INFO"], headers, body)
