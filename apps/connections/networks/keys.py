"""Keyed hashes for the accounts of other people: the same account gives the same key, and without
the secret nobody can go back from the key to the account."""

from __future__ import annotations

import hmac

from django.conf import settings


def account_key(network: str, account_id: str) -> str:
    """HMAC-SHA256 over network and id, first 20 bytes in hex (40 characters)."""
    secret: str = settings.ACTOR_HASH_KEY
    message = f"{network}\x1f{account_id}".encode("utf-8", "surrogatepass")
    return hmac.digest(secret.encode(), message, "sha256").hex()[:40]
