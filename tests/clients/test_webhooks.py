"""Messages are verified as the standard's own library signs them."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest
from standardwebhooks.webhooks import Webhook

from renown import NotFromRenown, RenownError, verify

SECRET, OTHER = "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
BODY = json.dumps({"type": "score.computed", "data": {"candidate": "1"}}).encode()
AT = datetime(2026, 11, 23, 12, tzinfo=UTC)
NOW = AT.timestamp()


def signed(secret: str = SECRET, body: bytes = BODY) -> dict[str, str]:
    signature = Webhook(secret).sign("msg_1", AT, body.decode())
    return {
        "Webhook-Id": "msg_1",
        "Webhook-Timestamp": str(int(NOW)),
        "Webhook-Signature": signature,
    }


def test_a_signed_message_is_read() -> None:
    assert verify(BODY, signed(), SECRET, now=NOW)["type"] == "score.computed"


def test_while_a_secret_is_rotated_either_will_do() -> None:
    headers = signed(OTHER)
    headers["Webhook-Signature"] = f"v1,AAAA v1a,zz {headers['Webhook-Signature']}"
    assert verify(BODY, headers, SECRET, OTHER, now=NOW)


@pytest.mark.parametrize("seconds", [-299, 299])
def test_clocks_may_differ_by_minutes(seconds: float) -> None:
    assert verify(BODY, signed(), SECRET, now=NOW + seconds)


@pytest.mark.parametrize("seconds", [-302, 302])
def test_an_old_message_is_not_taken_twice(seconds: float) -> None:
    with pytest.raises(NotFromRenown, match="clocks"):
        verify(BODY, signed(), SECRET, now=NOW + seconds)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("Webhook-Id", ""),
        ("Webhook-Id", "msg_2"),
        ("Webhook-Timestamp", "now"),
        ("Webhook-Timestamp", "²"),
        ("Webhook-Signature", ""),
        ("Webhook-Signature", "v1,ä"),
        ("Webhook-Signature", "v2,AAAA"),
    ],
)
def test_a_changed_header_is_refused(name: str, value: str) -> None:
    with pytest.raises(NotFromRenown):
        verify(BODY, {**signed(), name: value}, SECRET, now=NOW)


def test_a_changed_body_and_anothers_secret_are_refused() -> None:
    with pytest.raises(NotFromRenown):
        verify(BODY + b" ", signed(), SECRET, now=NOW)
    with pytest.raises(NotFromRenown):
        verify(BODY, signed(), OTHER, now=NOW)
    with pytest.raises(NotFromRenown):
        verify(BODY, signed(), now=NOW)


def test_a_secret_that_is_none_is_the_programmers_mistake() -> None:
    with pytest.raises(RenownError, match="whsec_"):
        verify(BODY, signed(), "whsec_!", now=NOW)
