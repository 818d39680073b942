"""What an answer of X means for trying again."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest

from apps.connections.networks.errors import (
    Forbidden,
    Gone,
    NeedsReauth,
    NetworkError,
    NotThisNetwork,
    QuotaExhausted,
    RateLimited,
    Transient,
)
from apps.connections.networks.x.refusals import body_of
from apps.core.answers import Answer, Headers

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
PROBLEM = "https://api.x.com/2/problems/"


def answer(status: int, body: object = None, **headers: str) -> Answer:
    raw = body if isinstance(body, bytes) else json.dumps(body or {}).encode()
    pairs = [(name.replace("_", "-"), value) for name, value in headers.items()]
    return Answer(status, Headers([("content-type", "application/json"), *pairs]), raw, "")


def refused(given: Answer) -> NetworkError:
    with pytest.raises(NetworkError) as caught:
        body_of(given, now=NOW)
    return caught.value


@pytest.mark.parametrize(
    ("given", "kind"),
    [
        (answer(401), NeedsReauth),
        (answer(403), Forbidden),
        (answer(404), Gone),
        (answer(410), Gone),
        (answer(402), QuotaExhausted),
        (answer(429, {"type": f"{PROBLEM}usage-capped"}), QuotaExhausted),
        (answer(403, {"type": f"{PROBLEM}usage-capped"}), QuotaExhausted),
        (answer(402, {"type": f"{PROBLEM}credits"}), QuotaExhausted),
        (answer(403, {"type": "https://api.twitter.com/2/problems/credits"}), QuotaExhausted),
        (answer(429), RateLimited),
        (answer(408), Transient),
        (answer(500), Transient),
        (answer(503, b"<html>busy</html>"), Transient),
        (answer(302), NotThisNetwork),
        (answer(400, {"type": f"{PROBLEM}invalid-request"}), NotThisNetwork),
        (answer(200, b"<!doctype html>", content_type="text/html"), Transient),
        (answer(200, b'{"data": ['), Transient),
        (answer(200, b"[1, 2]"), Transient),
        (answer(200, {"errors": [{"type": f"{PROBLEM}resource-not-found"}]}), Gone),
        (answer(200, {"errors": [{"type": f"{PROBLEM}not-authorized-for-resource"}]}), Forbidden),
        (answer(200, {"errors": [{"type": f"{PROBLEM}internal-error"}]}), Transient),
        (answer(200, {"errors": [{"type": f"{PROBLEM}usage-capped"}]}), QuotaExhausted),
        (answer(200, {"errors": [{"type": "about:blank"}]}), NotThisNetwork),
        (answer(200, {"errors": ["what"]}), NotThisNetwork),
        (answer(200, {"errors": "what"}), NotThisNetwork),
    ],
)
def test_an_answer_becomes_the_fitting_error(given: Answer, kind: type[NetworkError]) -> None:
    assert type(refused(given)) is kind


def test_a_page_of_html_is_not_x() -> None:
    page = Answer(200, Headers([("content-type", "text/html")]), b"<!doctype html>", "")
    assert type(refused(page)) is NotThisNetwork


def test_errors_beside_data_are_about_missing_parts() -> None:
    body = {"data": [{"id": "1"}], "errors": [{"type": f"{PROBLEM}resource-not-found"}]}
    assert body_of(answer(200, body), now=NOW) == body


@pytest.mark.parametrize(
    ("headers", "wait"),
    [
        ({"x_rate_limit_reset": str(int(NOW.timestamp()) + 300)}, timedelta(minutes=5)),
        ({"x_rate_limit_reset": str(int(NOW.timestamp()) - 300)}, timedelta(seconds=5)),
        ({"x_rate_limit_reset": str(int(NOW.timestamp()) + 200_000)}, timedelta(minutes=16)),
        ({"x_rate_limit_reset": "soon"}, timedelta(minutes=15)),
        ({"x_rate_limit_reset": "9" * 40}, timedelta(minutes=15)),
        ({"retry_after": "30"}, timedelta(seconds=30)),
        ({"retry_after": "999999999"}, timedelta(minutes=16)),
        ({"retry_after": format_datetime(NOW + timedelta(minutes=2))}, timedelta(minutes=2)),
        ({"retry_after": "Never"}, timedelta(minutes=15)),
        ({}, timedelta(minutes=15)),
    ],
)
def test_when_a_closed_window_opens(headers: dict[str, str], wait: timedelta) -> None:
    error = refused(answer(429, **headers))
    assert error.until == NOW + wait


@pytest.mark.parametrize("off", [timedelta(days=2), timedelta(days=-2)])
def test_the_wait_is_taken_on_the_network_s_own_clock(off: timedelta) -> None:
    there = NOW + off
    reset = str(int((there + timedelta(minutes=4)).timestamp()))
    error = refused(answer(429, x_rate_limit_reset=reset, date=format_datetime(there)))
    assert error.until == NOW + timedelta(minutes=4)


def test_a_quota_is_asked_for_again_the_next_day() -> None:
    assert refused(answer(402)).until == datetime(2026, 11, 23, tzinfo=UTC)


def test_no_error_repeats_what_the_network_wrote() -> None:
    body = {"title": "secret-title", "detail": "secret-detail", "type": "secret-type"}
    for status in (400, 401, 403, 404, 429, 500):
        assert "secret" not in str(refused(answer(status, body)))
    assert "secret" not in str(refused(answer(200, {"errors": [body]})))
