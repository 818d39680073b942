"""Secrets at rest: sealed with rotatable keys and bound to the row that they belong to."""

from __future__ import annotations

import json
from enum import StrEnum
from typing import Any
from uuid import UUID

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings


class CannotOpen(Exception):
    """The sealed bytes belong to another row, or no key of ``TOKEN_KEYS`` opens them."""


class Age(StrEnum):
    """Which key of ``TOKEN_KEYS`` opens something."""

    NEWEST = "newest"
    OLDER = "older"
    LOST = "lost"  # none


def seal(payload: dict[str, Any], *, owner: UUID) -> bytes:
    """Encrypts and authenticates the payload with the newest key (AES-128-CBC with HMAC,
    Fernet)."""
    return seal_text(json.dumps({"owner": str(owner), "payload": payload}, separators=(",", ":")))


def unseal(sealed: bytes | memoryview, *, owner: UUID) -> dict[str, Any]:
    """The payload; raises ``CannotOpen`` where the row does not match or no key fits."""
    opened = json.loads(open_text(sealed))
    if opened["owner"] != str(owner):
        raise CannotOpen("sealed for another row")
    payload: dict[str, Any] = opened["payload"]
    return payload


def seal_text(text: str) -> bytes:
    """For what is bound to no row."""
    return _keys().encrypt(text.encode())


def open_text(sealed: bytes | memoryview) -> str:
    """Raises ``CannotOpen`` where no key fits."""
    try:
        return _keys().decrypt(bytes(sealed)).decode()
    except InvalidToken as error:
        raise CannotOpen("no key of TOKEN_KEYS opens this") from error


def reseal(sealed: bytes | memoryview) -> bytes:
    """The same secret under the newest key, with the time of its first sealing. Raises
    ``CannotOpen``."""
    try:
        return _keys().rotate(bytes(sealed))
    except InvalidToken as error:
        raise CannotOpen("no key of TOKEN_KEYS opens this") from error


def age(sealed: bytes | memoryview) -> Age:
    for number, key in enumerate(settings.TOKEN_KEYS):
        try:
            Fernet(key).decrypt(bytes(sealed))
        except InvalidToken:
            continue
        return Age.OLDER if number else Age.NEWEST
    return Age.LOST


def _keys() -> MultiFernet:
    return MultiFernet([Fernet(key) for key in settings.TOKEN_KEYS])
