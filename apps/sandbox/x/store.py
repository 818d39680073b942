"""The stand-in's memory: Redis, through Django's cache. Nothing of it is in the database."""

from __future__ import annotations

import hashlib
from typing import Any

from django.core.cache import caches

PREFIX = "sandbox:x:"


def get(key: str) -> Any:
    return caches["default"].get(PREFIX + key)


def put(key: str, value: object, *, seconds: int | None) -> None:
    caches["default"].set(PREFIX + key, value, timeout=seconds)


def put_new(key: str, value: object, *, seconds: int) -> bool:
    """False where the key was there already: of two at once, one wins."""
    return bool(caches["default"].add(PREFIX + key, value, timeout=seconds))


def take(key: str) -> Any:
    """The value, for the one caller that removed it; None for all others."""
    value = get(key)
    return value if drop(key) else None


def drop(key: str) -> bool:
    return bool(caches["default"].delete(PREFIX + key))


def count(key: str, *, seconds: int) -> int:
    """One more; the count starts at 1 and is forgotten after ``seconds``."""
    try:
        return int(caches["default"].incr(PREFIX + key))
    except ValueError:  # the first one
        return 1 if put_new(key, 1, seconds=seconds) else count(key, seconds=seconds)


def digest(secret: str) -> str:
    """Tokens are kept as hashes, so that a look into Redis opens nothing."""
    return hashlib.sha256(secret.encode()).hexdigest()
