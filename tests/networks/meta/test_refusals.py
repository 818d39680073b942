"""What an answer of Graph means for trying again."""

from __future__ import annotations

from datetime import timedelta
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
from apps.connections.networks.meta.refusals import body_of, tokens_of
from apps.core.answers import Answer
from tests.networks.meta.answers import NOW, answer, business, error


def refused(given: Answer) -> NetworkError:
    with pytest.raises(NetworkError) as caught:
        body_of(given, now=NOW)
    return caught.value


@pytest.mark.parametrize("code", [17, 32, 613, 80001, 80002, 80008, 80014])
@pytest.mark.parametrize("status", [400, 403, 429, 200])
def test_too_many_calls_is_a_limit_whatever_the_status(code: int, status: int) -> None:
    assert type(refused(answer(status, error(code, is_transient=True)))) is RateLimited


@pytest.mark.parametrize("code", [4, 341])
def test_too_many_calls_of_the_application_concern_everybody(code: int) -> None:
    assert type(refused(answer(403, error(code, is_transient=True)))) is QuotaExhausted


@pytest.mark.parametrize("subcode", [None, 458, 459, 460, 463, 464, 467, 492, 2069032])
def test_a_dead_token_needs_a_new_link(subcode: int | None) -> None:
    assert type(refused(answer(400, error(190, subcode=subcode)))) is NeedsReauth
    assert type(refused(answer(401, error(102, subcode=subcode)))) is NeedsReauth


@pytest.mark.parametrize("code", [3, 10, 200, 210, 299])
def test_a_missing_permission_is_forbidden(code: int) -> None:
    assert type(refused(answer(403, error(code)))) is Forbidden


@pytest.mark.parametrize(
    ("given", "kind"),
    [
        (answer(400, error(100, subcode=33)), Gone),
        (answer(400, error(33)), Gone),
        (answer(404, error(803)), Gone),
        (answer(400, error(100)), NotThisNetwork),
        (answer(400, error(2500)), NotThisNetwork),
        (answer(500, error(1)), Transient),
        (answer(400, error(2)), Transient),
        (answer(500, error(-3, is_transient=True)), Transient),
        (answer(400, error(100, is_transient=True)), Transient),
        (answer(400, error(368)), RateLimited),
        (answer(200, error(190, subcode=463)), NeedsReauth),
        (answer(200, error(1)), Transient),
        (answer(200, error(99)), NotThisNetwork),
        (answer(200, {"error": "what"}), NotThisNetwork),
        (answer(400, error("REDACTED")), NotThisNetwork),
        (answer(403, error("REDACTED")), Forbidden),
        (answer(401), NeedsReauth),
        (answer(404, b"<!doctype html>"), Gone),
        (answer(429), RateLimited),
        (answer(408), Transient),
        (answer(503, b"<html>busy</html>"), Transient),
        (answer(302), NotThisNetwork),
        (answer(200, b'{"data": ['), Transient),
        (answer(200, b'{"data": [', content_type="text/javascript; charset=UTF-8"), Transient),
        (answer(200, b"[1, 2]"), Transient),
        (answer(200, b"<!doctype html>", content_type="text/html"), NotThisNetwork),
    ],
)
def test_an_answer_becomes_the_fitting_error(given: Answer, kind: type[NetworkError]) -> None:
    assert type(refused(given)) is kind


def test_a_good_answer_is_its_body() -> None:
    body = {"data": [{"id": "1"}], "paging": {}}
    assert body_of(answer(200, body), now=NOW) == body


@pytest.mark.parametrize(
    ("headers", "wait"),
    [
        ({"x_business_use_case_usage": business(minutes=7)}, timedelta(minutes=7)),
        ({"x_business_use_case_usage": business(minutes=10**9)}, timedelta(hours=24)),
        ({"x_business_use_case_usage": business(minutes=0)}, timedelta(hours=1)),
        ({"x_business_use_case_usage": "soon"}, timedelta(hours=1)),
        ({"retry_after": "30"}, timedelta(seconds=30)),
        ({"retry_after": "0"}, timedelta(hours=1)),
        ({"retry_after": "999999999"}, timedelta(hours=24)),
        ({"retry_after": format_datetime(NOW + timedelta(minutes=2))}, timedelta(minutes=2)),
        ({"retry_after": format_datetime(NOW - timedelta(minutes=2))}, timedelta(seconds=5)),
        ({"retry_after": "Never"}, timedelta(hours=1)),
        ({}, timedelta(hours=1)),
    ],
)
def test_when_graph_answers_again(headers: dict[str, str], wait: timedelta) -> None:
    assert refused(answer(400, error(32), **headers)).until == NOW + wait


def test_a_block_is_asked_about_the_next_day() -> None:
    assert refused(answer(400, error(368))).until == NOW + timedelta(hours=24)


def test_no_error_repeats_what_graph_wrote() -> None:
    for code in (1, 4, 10, 100, 190, 368, 803, 2500):
        assert "secret" not in str(refused(answer(400, error(code))))


@pytest.mark.parametrize(
    ("given", "kind"),
    [
        (answer(400, error(1)), Forbidden),  # "Error validating client secret."
        (answer(400, error(101)), Forbidden),
        (answer(400, error(1, is_transient=True)), Transient),
        (answer(400, error(100)), NeedsReauth),  # "This authorization code has been used."
        (answer(400, error(190, subcode=463)), NeedsReauth),
        (answer(400, {"error_type": "OAuthException", "code": 400}), NeedsReauth),
        (answer(500, error(1)), Transient),
        (answer(400, error(4)), QuotaExhausted),
        (answer(200, {"token_type": "bearer"}), NotThisNetwork),
    ],
)
def test_what_a_token_endpoint_refuses(given: Answer, kind: type[NetworkError]) -> None:
    with pytest.raises(NetworkError) as caught:
        tokens_of(given, now=NOW)
    assert type(caught.value) is kind


def test_a_token_endpoint_gives_a_token() -> None:
    body = {"access_token": "abc", "token_type": "bearer", "expires_in": 5183944}
    assert tokens_of(answer(200, body), now=NOW) == body
