"""A stand-in's memory: Redis, through Django's cache. Nothing of it is in the database."""

from __future__ import annotations

import hashlib
from typing import Any

from django.core.cache import caches


class Store:
    """Keys of one network."""

    def __init__(self, network: str) -> None:
        self._prefix = f"sandbox:{network}:"

    def get(self, key: str) -> Any:
        return caches["default"].get(self._prefix + key)

    def put(self, key: str, value: object, *, seconds: int | None) -> None:
        caches["default"].set(self._prefix + key, value, timeout=seconds)

    def put_new(self, key: str, value: object, *, seconds: int | None) -> bool:
        """False where the key was there already: of two at once, one wins."""
        return bool(caches["default"].add(self._prefix + key, value, timeout=seconds))

    def take(self, key: str) -> Any:
        """The value, for the one caller that removed it; None for all others."""
        value = self.get(key)
        return value if self.drop(key) else None

    def drop(self, key: str) -> bool:
        return bool(caches["default"].delete(self._prefix + key))

    def count(self, key: str, *, seconds: int) -> int:
        """One more; the count starts at 1 and is forgotten after ``seconds``."""
        try:
            return int(caches["default"].incr(self._prefix + key))
        except ValueError:  # the first one
            first = self.put_new(key, 1, seconds=seconds)
            return 1 if first else self.count(key, seconds=seconds)


def digest(secret: str) -> str:
    """Tokens are kept as hashes, so that a look into Redis opens nothing."""
    return hashlib.sha256(secret.encode()).hexdigest()
