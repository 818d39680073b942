"""Connections that are kept: for the thread's next client to the same server, and nothing else."""

from __future__ import annotations

import socket
from concurrent.futures import ThreadPoolExecutor

from apps.core.http import HttpClient
from tests.http.stage import Stage

ANSWER = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nSet-Cookie: whose=ada\r\n\r\n{}"


class Talkative:
    """A server that answers on a connection as long as it lives, and sets a cookie."""

    def __init__(self, *, hangs_up: bool = False) -> None:
        self.connections, self.asked = 0, list[bytes]()
        self._hangs_up = hangs_up

    def __call__(self, connection: socket.socket, path: str) -> None:
        self.connections += 1
        while True:
            connection.sendall(ANSWER)
            if self._hangs_up:
                return
            request = connection.recv(65536)
            if not request:
                return
            self.asked.append(request)


def ask(url: str, *, keep: bool, token: str = "") -> int:
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    with HttpClient(url, headers=headers, keep=keep) as client:
        return client.get("/").status


def test_the_next_client_speaks_over_the_same_connection() -> None:
    server = Talkative()
    with Stage(server) as stage:
        assert [ask(stage.url, keep=True) for _ in range(3)] == [200, 200, 200]
    assert server.connections == 1


def test_without_keeping_each_client_has_its_own() -> None:
    server = Talkative()
    with Stage(server) as stage:
        assert [ask(stage.url, keep=False) for _ in range(2)] == [200, 200]
    assert server.connections == 2


def test_what_belongs_to_one_account_does_not_reach_the_next() -> None:
    server = Talkative()
    with Stage(server) as stage:
        ask(stage.url, keep=True, token="of-ada")
        ask(stage.url, keep=True)
    [second] = server.asked
    assert b"of-ada" not in second
    assert b"cookie" not in second.lower()


def test_a_server_that_hung_up_is_called_anew() -> None:
    server = Talkative(hangs_up=True)
    with Stage(server) as stage:
        assert [ask(stage.url, keep=True) for _ in range(3)] == [200, 200, 200]
    assert server.connections == 3


def test_threads_do_not_share_a_connection() -> None:
    server = Talkative()
    with Stage(server) as stage:
        ask(stage.url, keep=True)
        with ThreadPoolExecutor(1) as other:
            assert other.submit(ask, stage.url, keep=True).result() == 200
    assert server.connections == 2
