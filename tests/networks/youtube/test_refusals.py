"""What an answer of Google means for trying again."""

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
    QuotaExhausted,
    RateLimited,
    Transient,
)
from apps.connections.networks.youtube.refusals import CLIENT, NoChannel, body_of
from apps.connections.networks.youtube.statements import READONLY
from apps.core.answers import Answer, Headers
from tests.networks.youtube import recorded

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
MIDNIGHT = datetime(2026, 11, 23, 8, tzinfo=UTC)  # in California
JSON = "application/json; charset=UTF-8"


def answer(status: int, body: object = None, content_type: str = JSON, **more: str) -> Answer:
    raw = body if isinstance(body, bytes) else json.dumps(body or {}).encode()
    pairs = [(name.replace("_", "-"), value) for name, value in more.items()]
    return Answer(status, Headers([("content-type", content_type), *pairs]), raw, "")


def error(code: int, reason: str, message: str = "", **more: Any) -> dict[str, Any]:
    entry = {"domain": "global", "reason": reason, "message": message}
    return {"error": {"code": code, "message": message, "errors": [entry], **more}}


def refused(given: Answer) -> NetworkError:
    with pytest.raises(NetworkError) as caught:
        body_of(given, now=NOW)
    return caught.value


@pytest.mark.parametrize(
    ("status", "reason", "kind"),
    [
        (401, "authError", NeedsReauth),
        (401, "authorizationRequired", NeedsReauth),
        (401, "youtubeSignupRequired", NoChannel),
        (403, "authenticatedUserNotChannel", NoChannel),
        (403, "authenticatedUserAccountSuspended", Gone),
        (403, "channelClosed", Gone),
        (403, "quotaExceeded", QuotaExhausted),
        (403, "dailyLimitExceeded", QuotaExhausted),
        (403, "rateLimitExceeded", RateLimited),
        (403, "userRateLimitExceeded", RateLimited),
        (429, "rateLimitExceeded", RateLimited),
        (403, "insufficientPermissions", Forbidden),
        (403, "accessNotConfigured", Forbidden),
        (400, "keyInvalid", Forbidden),
        (403, "forbidden", Forbidden),
        (403, "commentsDisabled", Gone),
        (404, "playlistNotFound", Gone),
        (404, "videoNotFound", Gone),
        (404, "somethingNotFound", Gone),
        (400, "processingFailure", Transient),
        (400, "invalidPageToken", NotThisNetwork),
        (500, "backendError", Transient),
        (503, "backendError", Transient),
        (200, "channelNotFound", Gone),
    ],
)
def test_a_reason_says_whether_to_try_again(
    status: int, reason: str, kind: type[NetworkError]
) -> None:
    assert type(refused(answer(status, error(404 if status == 200 else status, reason)))) is kind


@pytest.mark.parametrize(
    ("given", "kind"),
    [
        (answer(401), NeedsReauth),
        (answer(403), Forbidden),
        (answer(404), Gone),
        (answer(408), Transient),
        (answer(429), RateLimited),
        (answer(502, b"<html>Bad Gateway</html>", "text/html"), Transient),
        (answer(302), NotThisNetwork),
        (answer(400), NotThisNetwork),
        (answer(200, b"<!doctype html>", "text/html"), NotThisNetwork),
        (answer(200, b'{"items": ['), Transient),
        (answer(200, b"[1, 2]"), Transient),
        (answer(200, {"error": {"code": 503}}), Transient),
        (answer(200, {"error": "error message"}), NotThisNetwork),
    ],
)
def test_an_answer_without_a_reason_is_known_by_its_status(
    given: Answer, kind: type[NetworkError]
) -> None:
    assert type(refused(given)) is kind


def test_a_quota_returns_at_midnight_in_california() -> None:
    assert refused(answer(403, error(403, "quotaExceeded"))).until == MIDNIGHT
    told = "Quota exceeded for quota metric 'Queries' and limit 'Queries per day' of service"
    refusal = refused(answer(429, error(429, "rateLimitExceeded", told)))
    assert (type(refusal), refusal.until) == (QuotaExhausted, MIDNIGHT)


@pytest.mark.parametrize(
    ("told", "seconds"), [("30", 30), ("0", 5), ("86400", 900), ("soon", 60), ("", 60)]
)
def test_a_rate_is_waited_for_within_bounds(told: str, seconds: int) -> None:
    headers = {"retry_after": told} if told else {}
    refusal = refused(answer(429, error(429, "rateLimitExceeded"), **headers))
    assert refusal.until == NOW + timedelta(seconds=seconds)


def test_a_missing_scope_is_named_and_a_bad_key_is_the_application_s_own_fault() -> None:
    details = [{"reason": "ACCESS_TOKEN_SCOPE_INSUFFICIENT"}]
    missing = refused(answer(403, error(403, "forbidden", details=details)))
    assert isinstance(missing, Forbidden)
    assert missing.scope == READONLY
    key = refused(answer(400, error(400, "badRequest", details=[{"reason": "API_KEY_INVALID"}])))
    assert isinstance(key, Forbidden)
    assert key.scope == CLIENT


def test_recorded_errors_are_errors() -> None:
    kinds = {type(refused(answer(400, body))) for body in recorded.errors()}
    assert kinds == {Forbidden, NotThisNetwork}


def test_no_message_of_youtube_comes_into_ours() -> None:
    refusal = refused(answer(403, error(403, "quotaExceeded", "secret words")))
    assert "secret" not in str(refusal)


def test_a_good_answer_is_its_object() -> None:
    assert body_of(answer(200, {"items": []}), now=NOW) == {"items": []}
