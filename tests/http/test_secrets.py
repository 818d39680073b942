"""A token goes to the server that it belongs to and nowhere else."""

from __future__ import annotations

import logging

import pytest
from pytest_django.fixtures import Settings

from apps.core.http import CutBody, GuardedClient, HttpClient, HttpError
from tests.http.stage import Stage, head, redirect, reply

SECRET = "s3cr3t-token"  # made up
BEARER = {"Authorization": f"Bearer {SECRET}"}


def test_credentials_are_not_sent_on_to_another_origin(
    settings: Settings,
) -> None:
    settings.HTTP_ALLOWED_PRIVATE_HOSTS = ["127.0.0.1"]
    with Stage(reply()) as other, Stage(redirect(f"{other.url}/x")) as first:
        with GuardedClient(first.url, headers=BEARER) as http:
            http.get("/", headers={"X-Api-Key": SECRET, "Accept": "text/plain"})
        with GuardedClient(first.url) as http:
            http.get("/", auth=("anna", SECRET))
    assert b"Authorization: Bearer" in first.requests[0]
    assert b"Authorization: Basic" in first.requests[1]
    for request in other.requests:
        assert SECRET.encode() not in request
        assert b"authorization" not in request.lower()
    assert b"Accept: text/plain" in other.requests[0]


def test_credentials_stay_on_the_same_origin() -> None:
    with (
        Stage(lambda connection, path: _once_round(connection, path)) as server,
        HttpClient(server.url, headers=BEARER, max_redirects=1) as http,
    ):
        http.get("/")
    assert b"Authorization: Bearer" in server.requests[1]


def test_a_whole_address_elsewhere_does_not_get_the_headers_of_the_base() -> None:
    with (
        Stage(reply()) as other,
        HttpClient("http://127.0.0.1:9", headers=BEARER) as http,
    ):
        http.get(f"{other.url}/")
    assert b"authorization" not in other.requests[0].lower()


def test_neither_errors_nor_logs_hold_a_secret(
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.DEBUG)
    cut = head(200, {"Content-Length": "99", "X-Echo": SECRET}) + SECRET.encode()
    with (
        Stage(lambda connection, path: connection.sendall(cut)) as server,
        HttpClient(server.url, headers=BEARER) as http,
        pytest.raises(CutBody) as error,
    ):
        http.get("/", params={"access_token": SECRET})
    assert SECRET not in str(error.value)
    assert SECRET not in caplog.text
    assert error.value.__suppress_context__


def test_an_answer_does_not_print_its_body() -> None:
    with Stage(reply(SECRET.encode())) as server, HttpClient(server.url) as http:
        assert SECRET not in repr(http.get("/"))


@pytest.mark.parametrize("kind", HttpError.__subclasses__())
def test_each_error_has_a_code_of_its_own(kind: type[HttpError]) -> None:
    assert kind.code != HttpError.code


def _once_round(connection: object, path: str) -> None:
    script = redirect("/end") if path == "/" else reply()
    script(connection, path)  # type: ignore[arg-type]  # a socket, as Stage gives it
