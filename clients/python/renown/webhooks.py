"""Webhooks are signed after Standard Webhooks 1.0.0: who knows the endpoint's secret can tell that
a message is Renown's, that it is new, and that nobody changed it."""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import json
import time
from collections.abc import Mapping
from typing import Any

from renown.problems import RenownError

TOLERANCE = 5 * 60  # seconds by which two clocks may differ
PREFIX = "whsec_"


class NotFromRenown(RenownError):
    """Answer it with 400 and forget the message."""


def verify(
    body: bytes,
    headers: Mapping[str, str],
    *secrets: str,
    tolerance: float = TOLERANCE,
    now: float | None = None,
) -> dict[str, Any]:
    """The message, parsed. ``body``: the bytes as they came, before any parsing. ``secrets``: the
    endpoint's, and while it is rotated the one before. Raises ``NotFromRenown``."""
    given = {name.lower(): value for name, value in headers.items()}
    message_id, sent = given.get("webhook-id", ""), given.get("webhook-timestamp", "")
    if not message_id or not (sent.isascii() and sent.isdigit()):
        raise NotFromRenown("webhook-id or webhook-timestamp is missing")
    if abs((time.time() if now is None else now) - int(sent)) > tolerance:
        raise NotFromRenown("it was sent too long ago, or the clocks differ")
    signed = f"{message_id}.{sent}.".encode() + body
    offered = [each.partition(",") for each in given.get("webhook-signature", "").split()]
    signatures = [signature for version, _, signature in offered if version == "v1"]
    if not any(
        _same(_signature(secret, signed), each) for secret in secrets for each in signatures
    ):
        raise NotFromRenown("no signature is that of a secret")
    message: dict[str, Any] = json.loads(body)
    return message


def _signature(secret: str, signed: bytes) -> str:
    try:
        key = base64.b64decode(secret.removeprefix(PREFIX), validate=True)
    except binascii.Error:
        raise RenownError("a secret begins with whsec_ and goes on in base64") from None
    return base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()


def _same(ours: str, theirs: str) -> bool:
    """In a time that tells nothing of where they differ."""
    return hmac.compare_digest(ours.encode(), theirs.encode())
