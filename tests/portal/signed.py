"""What Meta posts, signed as Meta signs it."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
from datetime import datetime
from typing import Any

from django.test import Client
from django.utils import timezone

SECRET = "the application's own"
USER = "77001"


def signed(user_id: object = USER, *, secret: str = SECRET, at: datetime | None = None) -> str:
    payload: dict[str, Any] = {"algorithm": "HMAC-SHA256", "user_id": user_id}
    payload["issued_at"] = int((at or timezone.now()).timestamp())
    written = _encoded(json.dumps(payload).encode())
    return f"{_encoded(hmac.digest(secret.encode(), written.encode(), hashlib.sha256))}.{written}"


def post(address: str, signed_request: str) -> Any:
    return Client(enforce_csrf_checks=True).post(address, {"signed_request": signed_request})


def _encoded(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")
