"""Only what Meta signed with this application's secret is believed."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json

import pytest

from apps.connections.networks.meta.signed import BadSignedRequest, payload_of, user_of

SECRET = "the-application-s-secret"
ADA = {"algorithm": "HMAC-SHA256", "issued_at": 1795348800, "user_id": "10158000000000001"}


def encoded(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def signed(payload: object, *, secret: str = SECRET) -> str:
    written = encoded(payload if isinstance(payload, bytes) else json.dumps(payload).encode())
    signature = hmac.new(secret.encode(), written.encode(), hashlib.sha256).digest()
    return f"{encoded(signature)}.{written}"


def test_the_person_is_known_by_the_payload() -> None:
    assert user_of(signed(ADA), secret=SECRET) == ADA["user_id"]
    assert payload_of(signed(ADA), secret=SECRET) == ADA


@pytest.mark.parametrize(
    "request_",
    [
        "",
        "no-dot",
        ".",
        f"{encoded(b'x' * 32)}.{encoded(json.dumps(ADA).encode())}",
        signed(ADA, secret="another-secret"),
        signed(ADA)[:-1],
        signed(ADA) + ".more",
        signed(ADA).replace(".", "*.", 1),
        "ü." + signed(ADA).partition(".")[2],
        signed(ADA).partition(".")[0] + ".\ud800",
        signed(b"{"),
        signed(["a list"]),
        signed({**ADA, "algorithm": "none"}),
        signed({key: value for key, value in ADA.items() if key != "algorithm"}),
        "A" * 30_000 + ".B",
    ],
)
def test_what_meta_did_not_sign_is_refused(request_: str) -> None:
    with pytest.raises(BadSignedRequest) as caught:
        payload_of(request_, secret=SECRET)
    assert "10158000000000001" not in str(caught.value)


@pytest.mark.parametrize("user_id", [None, "", 12, "../1", "1 OR 1"])
def test_a_request_that_names_nobody_is_refused(user_id: object) -> None:
    with pytest.raises(BadSignedRequest):
        user_of(signed({**ADA, "user_id": user_id}), secret=SECRET)


def test_without_a_secret_nothing_can_be_proven() -> None:
    with pytest.raises(BadSignedRequest):
        payload_of(signed(ADA, secret=""), secret="")
