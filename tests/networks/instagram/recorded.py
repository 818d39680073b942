"""Real answers of Instagram with the people replaced."""

from __future__ import annotations

from functools import partial

from tests.networks.meta import recorded

answers = partial(recorded.answers, "instagram")
known_fields = recorded.known_fields
