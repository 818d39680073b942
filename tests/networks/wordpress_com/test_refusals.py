"""Each answer is told apart by whether trying again helps, and when."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from apps.connections.networks.errors import (
    Forbidden,
    Gone,
    NeedsReauth,
    NetworkError,
    NotThisNetwork,
    RateLimited,
    Transient,
)
from apps.connections.networks.wordpress_com.refusals import checked, error_code
from apps.core.answers import Headers
from apps.core.http import Answer

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
JSON = {"content-type": "application/json"}


def answer(status: int, body: Any, **headers: str) -> Answer:
    raw = body if isinstance(body, bytes) else json.dumps(body).encode()
    named = {**JSON, **{name.replace("_", "-"): value for name, value in headers.items()}}
    return Answer(status, Headers(named.items()), raw, "https://public-api.wordpress.com/")


def v1(code: str) -> dict[str, str]:
    return {"error": code, "message": "A sentence about somebody."}


def v2(code: str, status: int) -> dict[str, Any]:
    return {"code": code, "message": "A sentence.", "data": {"status": status}}


@pytest.mark.parametrize(
    ("status", "body", "kind"),
    [
        (401, v1("invalid_token"), NeedsReauth),
        (400, v1("invalid_token"), NeedsReauth),
        (403, v1("authorization_required"), NeedsReauth),
        (403, v1("unauthorized"), Forbidden),
        (401, v2("rest_forbidden", 401), Forbidden),
        (403, b"<html>blocked", Forbidden),
        (404, v1("unknown_blog"), Gone),
        (404, v1("unknown_post"), Gone),
        (404, v2("rest_no_route", 404), Gone),
        (404, b"<html>not found", NotThisNetwork),
        (410, b"", Gone),
        (200, v1("unknown_blog"), Gone),
        (200, v1("invalid_token"), NeedsReauth),
        (429, v1("too_many_requests"), RateLimited),
        (500, b"<html>", Transient),
        (503, v1("internal_error"), Transient),
        (408, b"", Transient),
        (200, b'{"posts": [{"ID"', Transient),
        (400, v1("invalid_input"), NotThisNetwork),
        (302, b"", NotThisNetwork),
    ],
)
def test_each_refusal_is_its_own_error(status: int, body: Any, kind: type[NetworkError]) -> None:
    with pytest.raises(NetworkError) as told:
        checked(answer(status, body), now=NOW)
    assert type(told.value) is kind
    assert "sentence" not in str(told.value)


def test_a_page_of_html_is_not_wordpress_com() -> None:
    with pytest.raises(NotThisNetwork):
        checked(answer(200, b"<html>Are you human?", content_type="text/html"), now=NOW)


def test_a_page_past_the_end_is_no_error() -> None:
    past = v2("rest_comment_invalid_page_number", 400)
    assert checked(answer(400, past), now=NOW) is None


@pytest.mark.parametrize(
    ("header", "wait"),
    [
        ("", timedelta(minutes=15)),
        ("120", timedelta(minutes=2)),
        ("5", timedelta(minutes=1)),
        ("999999", timedelta(hours=1)),
        ("soon", timedelta(minutes=15)),
        ("Sun, 22 Nov 2026 12:30:00 GMT", timedelta(minutes=30)),
        ("Sat, 21 Nov 2026 12:30:00 GMT", timedelta(minutes=1)),
        ("Sun, 22 Nov 2099 12:30:00 GMT", timedelta(hours=1)),
    ],
)
def test_a_limit_opens_between_a_minute_and_an_hour_from_now(header: str, wait: timedelta) -> None:
    with pytest.raises(RateLimited) as told:
        checked(answer(429, v1("too_many_requests"), retry_after=header), now=NOW)
    assert told.value.until == NOW + wait


@pytest.mark.parametrize("name", ["<script>", "a" * 61, 7, None, "two words"])
def test_the_name_of_an_error_is_only_ever_a_name(name: object) -> None:
    assert error_code({"error": name, "message": "x"}) == ""
