"""Self-hosted WordPress as a stand-in: an application password lasts until it is deleted."""

from __future__ import annotations

import secrets
import string

from apps.sandbox.standin.rules import Rules
from apps.sandbox.standin.stand_in import StandIn
from apps.sandbox.wordpress.voice import WordPressVoice

LETTERS = string.ascii_letters + string.digits
LENGTH = 24


def _password() -> str:
    return "".join(secrets.choice(LETTERS) for _ in range(LENGTH))


STANDIN = StandIn(
    "wordpress",
    "WordPress",
    voice=WordPressVoice(),
    rules=Rules(access_seconds=None, new_token=_password),
    endpoints=("front", "index", "me", "introspect", "forget", "posts", "comments"),
)
