"""``signed_request``: what Meta posts when a person takes the application off their list, or wants
their data deleted.

``<signature>.<payload>``, both base64url without padding; the signature is HMAC-SHA256, by the
application's secret, over the payload as it is written. Source:
https://developers.facebook.com/docs/development/create-an-app/app-dashboard/data-deletion-callback
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import json
from collections.abc import Mapping

ALGORITHM = "HMAC-SHA256"
LONGEST = 20_000  # characters; Meta's are below 1,000


class BadSignedRequest(ValueError):
    """Not from Meta, or not for this application. The message holds nothing of it."""


def user_of(signed_request: str, *, secret: str) -> str:
    """The network's id of the person, as this application knows it."""
    user_id = payload_of(signed_request, secret=secret).get("user_id")
    if not isinstance(user_id, str) or not user_id.isascii() or not user_id.isalnum():
        raise BadSignedRequest("it names nobody")
    return user_id


def payload_of(signed_request: str, *, secret: str) -> Mapping[str, object]:
    """Its payload, once the signature is known to be Meta's. Raises ``BadSignedRequest``."""
    if not secret:
        raise BadSignedRequest("this application has no secret to prove it by")
    signature, dot, written = signed_request.partition(".")
    if not dot or len(signed_request) > LONGEST:
        raise BadSignedRequest("it is not two parts")
    expected = hmac.digest(secret.encode(), written.encode("utf-8", "replace"), hashlib.sha256)
    if not hmac.compare_digest(_decoded(signature), expected):
        raise BadSignedRequest("the signature is not Meta's")
    return _payload(written)


def _payload(written: str) -> Mapping[str, object]:
    try:
        payload = json.loads(_decoded(written))
    except (ValueError, RecursionError):
        raise BadSignedRequest("the payload is no JSON") from None
    if not isinstance(payload, dict):
        raise BadSignedRequest("the payload is no object")
    if str(payload.get("algorithm", "")).upper() != ALGORITHM:
        raise BadSignedRequest("it is signed by another algorithm")
    return payload


def _decoded(text: str) -> bytes:
    padded = text + "=" * (-len(text) % 4)
    try:
        return base64.b64decode(padded, altchars=b"-_", validate=True)
    except (binascii.Error, ValueError):
        raise BadSignedRequest("it is not base64url") from None
