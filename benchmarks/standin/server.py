"""Real HTTP from memory, with a latency that is added to each answer: no stand-in of a network's
ways, only of its distance. One process; it answers thousands of calls a second."""

from __future__ import annotations

import asyncio
import re
import time
from multiprocessing.connection import Connection

from benchmarks.standin import pages
from benchmarks.standin.pages import Shape

HEAD = (
    b"HTTP/1.1 200 OK\r\ncontent-type: application/json; charset=utf-8\r\n"
    b"x-rate-limit-limit: 900\r\nx-rate-limit-remaining: 899\r\nx-rate-limit-reset: %d\r\n"
    b"content-length: %d\r\n\r\n"
)
BEARER = re.compile(rb"\r\nauthorization: bearer ([0-9]+)\r\n", re.IGNORECASE)


class Server(asyncio.Protocol):
    """Keeps the connection and answers one request after the other: GET alone, no bodies."""

    def __init__(self, bodies: dict[str, bytes], latency: float) -> None:
        self._bodies, self._latency = bodies, latency
        self._received = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        self._received += data
        while b"\r\n\r\n" in self._received:
            head, _, self._received = self._received.partition(b"\r\n\r\n")
            asyncio.get_running_loop().call_later(self._latency, self._answer, head + b"\r\n")

    def _answer(self, head: bytes) -> None:
        path, _, query = head.split(b" ", 2)[1].decode().partition("?")
        kind = path.rpartition("/")[2]
        if kind == "me":
            bearer = BEARER.search(head)
            assert bearer is not None
            body = pages.me(bearer[1].decode())
        else:
            body = self._bodies[kind + ("+" if "pagination_token=" in query else "")]
        if not self._transport.is_closing():
            self._transport.write(HEAD % (int(time.time()) + 900, len(body)) + body)


def serve(shape: Shape, latency: float, tell: Connection) -> None:
    """As long as whoever gets the address by ``tell`` is there."""

    async def run() -> None:
        bodies, left = pages.made(shape), asyncio.Event()
        loop = asyncio.get_running_loop()
        server = await loop.create_server(lambda: Server(bodies, latency), "127.0.0.1", 0)
        host, port = server.sockets[0].getsockname()
        tell.send(f"http://{host}:{port}")
        loop.add_reader(tell.fileno(), left.set)
        await left.wait()

    asyncio.run(run())
