"""Secrets at rest: sealed with rotatable keys and bound to the row that they belong to."""

from __future__ import annotations

import json
from typing import Any
from uuid import UUID

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings


class CannotOpen(Exception):
    """The sealed bytes belong to another row, or no key of ``TOKEN_KEYS`` opens them."""


def seal(payload: dict[str, Any], *, owner: UUID) -> bytes:
    """Encrypts and authenticates the payload with the newest key (AES-128-CBC with HMAC,
    Fernet)."""
    plain = json.dumps({"owner": str(owner), "payload": payload}, separators=(",", ":"))
    return _keys().encrypt(plain.encode())


def unseal(sealed: bytes | memoryview, *, owner: UUID) -> dict[str, Any]:
    """The payload; raises ``CannotOpen`` where the row does not match or no key fits."""
    try:
        opened = json.loads(_keys().decrypt(bytes(sealed)))
    except InvalidToken as error:
        raise CannotOpen("no key of TOKEN_KEYS opens this") from error
    if opened["owner"] != str(owner):
        raise CannotOpen("sealed for another row")
    payload: dict[str, Any] = opened["payload"]
    return payload


def reseal(sealed: bytes | memoryview) -> bytes:
    """The same secret under the newest key."""
    return _keys().rotate(bytes(sealed))


def _keys() -> MultiFernet:
    return MultiFernet([Fernet(key) for key in settings.TOKEN_KEYS])
