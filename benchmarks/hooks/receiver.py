"""A receiver of webhooks that does nothing but say yes, in one process."""

from __future__ import annotations

import asyncio
import re
from multiprocessing.connection import Connection

LENGTH = re.compile(rb"\r\ncontent-length: ([0-9]+)\r\n", re.IGNORECASE)
YES = b"HTTP/1.1 204 No Content\r\n\r\n"


class Receiver(asyncio.Protocol):
    """Keeps the connection, waits for each whole body, answers one request after the other."""

    def __init__(self, latency: float) -> None:
        self._latency = latency
        self._received = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        self._received += data
        while b"\r\n\r\n" in self._received:
            head, _, rest = self._received.partition(b"\r\n\r\n")
            length = LENGTH.search(head + b"\r\n")
            assert length is not None
            size = int(length[1])
            if len(rest) < size:
                return
            self._received = rest[size:]
            asyncio.get_running_loop().call_later(self._latency, self._answer)

    def _answer(self) -> None:
        if not self._transport.is_closing():
            self._transport.write(YES)


def serve(latency: float, tell: Connection) -> None:
    """As long as whoever gets the address by ``tell`` is there."""

    async def run() -> None:
        left, loop = asyncio.Event(), asyncio.get_running_loop()
        server = await loop.create_server(lambda: Receiver(latency), "127.0.0.1", 0)
        host, port = server.sockets[0].getsockname()
        tell.send(f"http://{host}:{port}/hooks")
        loop.add_reader(tell.fileno(), left.set)
        await left.wait()

    asyncio.run(run())
