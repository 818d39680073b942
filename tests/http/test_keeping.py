"""Connections that are kept: for the thread's next client to the same server, and nothing else."""

from __future__ import annotations

import socket
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest

from apps.core.http import HttpClient, Unreachable
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


def ask_kept(url: str) -> int:
    return ask(url, keep=True)


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


class Tired:
    """A server that hangs up when it is asked, on its first connections after ``answers`` each."""

    def __init__(self, answers: list[int]) -> None:
        self._answers, self.connections, self.requests = answers, 0, 0

    def __call__(self, connection: socket.socket, path: str) -> None:
        count = self._answers[self.connections] if self.connections < len(self._answers) else 99
        self.connections += 1
        while True:
            self.requests += 1
            if not count:
                return
            connection.sendall(ANSWER)
            count -= 1
            if not connection.recv(65536):
                return


def post(url: str) -> int:
    with HttpClient(url, keep=True) as client:
        return client.post("/", data={"code": "once"}).status


def test_a_server_that_hangs_up_just_when_it_is_asked_again_is_asked_on_a_new_connection() -> None:
    server = Tired([1])
    with Stage(server) as stage:
        assert [ask(stage.url, keep=True) for _ in range(2)] == [200, 200]
    assert server.connections == 2


@pytest.mark.parametrize(
    ("answers", "call", "requests"),
    [
        pytest.param([0], ask_kept, 1, id="on a new connection"),
        pytest.param([1, 0], ask_kept, 3, id="on the second one too"),
        pytest.param([1], post, 2, id="when it was told something that must not come twice"),
    ],
)
def test_a_server_that_hangs_up_is_not_asked_for_ever(
    answers: list[int], call: Callable[[str], int], requests: int
) -> None:
    server = Tired(answers)
    with Stage(server) as stage:
        for _ in range(answers[0]):
            ask_kept(stage.url)
        with pytest.raises(Unreachable) as raised:
            call(stage.url)
    assert raised.value.sent
    assert server.requests == requests


def test_threads_do_not_share_a_connection() -> None:
    server = Talkative()
    with Stage(server) as stage:
        ask(stage.url, keep=True)
        with ThreadPoolExecutor(1) as other:
            assert other.submit(ask, stage.url, keep=True).result() == 200
    assert server.connections == 2
