"""Servers that hang, drip, cut, lie and flood hold no worker and fill no memory."""

from __future__ import annotations

import gzip
import socket
import time
import zlib
from collections.abc import Callable

import pytest

from apps.core.http import (
    BadBody,
    CutBody,
    HttpClient,
    TimedOut,
    TooLarge,
    TooManyRedirects,
    Unreachable,
)
from tests.http.stage import Stage, head, redirect, reply

MEGABYTE = 1_000_000


def drip(first: bytes, piece: bytes) -> Callable[[socket.socket, str], None]:
    def script(connection: socket.socket, path: str) -> None:
        connection.sendall(first)
        for _ in range(2_000):
            connection.sendall(piece)
            time.sleep(0.05)

    return script


def flood(first: bytes, megabytes: int) -> Callable[[socket.socket, str], None]:
    def script(connection: socket.socket, path: str) -> None:
        connection.sendall(first)
        for _ in range(megabytes):
            connection.sendall(b"x" * MEGABYTE)

    return script


def test_an_answer_keeps_its_status_headers_and_body() -> None:
    with (
        Stage(reply(b'{"a": 1}', status=503, headers={"X-Two": "2"})) as server,
        HttpClient(server.url) as http,
    ):
        answer = http.get("/there", params={"q": "a b", "n": 1})
    assert (answer.status, answer.headers["x-TWO"], answer.json()) == (
        503,
        "2",
        {"a": 1},
    )
    assert server.requests[0].startswith(b"GET /there?q=a+b&n=1 HTTP/1.1")


def test_a_query_in_the_address_is_kept_when_parameters_are_added() -> None:
    with Stage(reply()) as server, HttpClient(server.url) as http:
        http.get(f"{server.url}/?rest_route=/wp/v2/posts", params={"page": 2})
    assert server.requests[0].startswith(b"GET /?rest_route=/wp/v2/posts&page=2 ")


@pytest.mark.parametrize(
    "script",
    [
        lambda connection, path: connection.recv(1),  # comes when the client has left
        drip(b"HTTP/1.1 200 OK\r\n", b"X-Slow: 1\r\n"),
        drip(head(200, {"Content-Length": "100000"}), b"x"),
    ],
    ids=["says nothing", "drips headers", "drips the body"],
)
def test_a_server_that_never_ends_is_left_in_time(
    script: Callable[[socket.socket, str], None],
) -> None:
    with Stage(script) as server, HttpClient(server.url, timeout=0.5) as http:
        start = time.monotonic()
        with pytest.raises(TimedOut):
            http.get("/")
        assert time.monotonic() - start < 20  # of a hundred seconds and more


def test_a_name_server_that_never_answers_is_left_in_time() -> None:
    def resolver(host: str, port: int) -> list[str]:
        time.sleep(3)
        return []

    with (
        HttpClient("http://slow.example", timeout=0.3, resolver=resolver) as http,
        pytest.raises(TimedOut),
    ):
        http.get("/")


def test_a_body_that_is_cut_off_is_no_answer() -> None:
    def script(connection: socket.socket, path: str) -> None:
        connection.sendall(head(200, {"Content-Length": "100"}) + b'{"half":')

    with (
        Stage(script) as server,
        HttpClient(server.url) as http,
        pytest.raises(CutBody),
    ):
        http.get("/")


def test_fifty_megabytes_are_not_read_to_the_end() -> None:
    with (
        Stage(flood(head(), 50)) as server,
        HttpClient(server.url, max_bytes=MEGABYTE) as http,
        pytest.raises(TooLarge),
    ):
        http.get("/")


@pytest.mark.parametrize("layers", [1, 2])
def test_a_bomb_of_gzip_is_caught_while_it_unpacks(layers: int) -> None:
    bomb = gzip.compress(b"\0" * 50 * MEGABYTE)
    for _ in range(layers - 1):
        bomb = gzip.compress(bomb)
    names = ", ".join(["gzip"] * layers)
    expected = TooLarge if layers == 1 else BadBody
    with (
        Stage(reply(bomb, headers={"Content-Encoding": names})) as server,
        HttpClient(server.url, max_bytes=MEGABYTE) as http,
        pytest.raises(expected),
    ):
        http.get("/")


@pytest.mark.parametrize("compress", [gzip.compress, zlib.compress])
def test_an_honest_compressed_body_is_read(compress: Callable[[bytes], bytes]) -> None:
    body = b'["' + b"ab" * 200_000 + b'"]'
    encoding = "gzip" if compress is gzip.compress else "deflate"
    with (
        Stage(reply(compress(body), headers={"Content-Encoding": encoding})) as server,
        HttpClient(server.url) as http,
    ):
        assert http.get("/").body == body


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        pytest.param(gzip.compress(b"x" * 9000)[:-9], CutBody, id="cut"),
        pytest.param(b"no gzip at all", BadBody, id="no gzip at all"),
    ],
)
def test_broken_compression_is_no_answer(body: bytes, expected: type[Exception]) -> None:
    with (
        Stage(reply(body, headers={"Content-Encoding": "gzip"})) as server,
        HttpClient(server.url) as http,
        pytest.raises(expected),
    ):
        http.get("/")


@pytest.mark.parametrize("body", [b"<html>", b"", b"\xff\xfe{", b"[" * 100_000, b'{"a": NaN}'])
def test_what_is_no_json_is_a_bad_body(body: bytes) -> None:
    with Stage(reply(body)) as server, HttpClient(server.url) as http:
        answer = http.get("/")
    with pytest.raises(BadBody):
        answer.json()


@pytest.mark.parametrize(
    "script",
    [
        lambda connection, path: None,
        lambda connection, path: connection.sendall(b"SSH-2.0-x\r\n"),
    ],
    ids=["closes at once", "speaks something else"],
)
def test_what_is_no_http_is_unreachable(
    script: Callable[[socket.socket, str], None],
) -> None:
    with (
        Stage(script) as server,
        HttpClient(server.url) as http,
        pytest.raises(Unreachable),
    ):
        http.get("/")


def test_a_closed_port_and_an_unknown_name_are_unreachable() -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    with HttpClient() as http, pytest.raises(Unreachable):
        http.get(f"http://127.0.0.1:{port}/")
    with HttpClient(resolver=lambda host, port: []) as http, pytest.raises(Unreachable):
        http.get("http://nobody.example/")


def test_a_call_that_may_have_arrived_is_told_from_one_that_was_never_sent() -> None:
    with (
        Stage(lambda connection, path: None) as stage,
        HttpClient(stage.url) as client,
        pytest.raises(Unreachable) as hung_up,
    ):
        client.get("/")
    with HttpClient(stage.url) as client, pytest.raises(Unreachable) as closed:
        client.get("/")
    assert (hung_up.value.sent, closed.value.sent) == (True, False)


def test_the_next_address_is_tried_when_the_first_is_dead() -> None:
    with (
        Stage(reply()) as server,
        HttpClient(resolver=lambda host, port: ["::1", "127.0.0.1"]) as http,
    ):
        assert http.get(f"http://two.example:{server.port}/").status == 200


def test_a_redirect_is_an_answer_unless_asked_to_follow() -> None:
    with Stage(redirect("/again")) as server:
        with HttpClient(server.url) as http:
            assert http.get("/").status == 302
        with (
            HttpClient(server.url, max_redirects=3) as http,
            pytest.raises(TooManyRedirects),
        ):
            http.get("/")
        assert len(server.requests) == 5


def test_a_post_is_never_sent_on() -> None:
    with (
        Stage(redirect("/again")) as server,
        HttpClient(server.url, max_redirects=3) as http,
    ):
        assert http.post("/", data={"token": "t"}).status == 302


def test_content_of_another_type_is_not_read() -> None:
    with (
        Stage(reply(b"x", headers={"Content-Type": "video/mp4"})) as server,
        HttpClient(server.url, content_types=("text/",)) as http,
        pytest.raises(BadBody),
    ):
        http.get("/")


def test_whoever_wants_only_the_status_reads_no_long_body() -> None:
    with (
        Stage(flood(head(201, {"Content-Length": "900000000"}), 900)) as server,
        HttpClient(server.url, max_bytes=4_000, only_status=True) as http,
    ):
        start = time.monotonic()
        answer = http.send("PUT", "/there", json={"a": 1})
    assert (answer.status, answer.body) == (201, b"")
    assert time.monotonic() - start < 2
    assert server.requests[0].startswith(b"PUT /there HTTP/1.1")


def test_whoever_wants_only_the_status_has_it_from_a_body_that_is_cut() -> None:
    with (
        Stage(
            lambda line, path: line.sendall(head(200, {"Content-Length": "9"}) + b"ok")
        ) as server,
        HttpClient(server.url, only_status=True) as http,
    ):
        assert http.send("PATCH", "/there").status == 200
