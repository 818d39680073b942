"""Real answers of YouTube with the people replaced, which lie beside the project."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.conf import settings

PATH = settings.BASE_DIR.parent / "shared" / "recordings" / "youtube.json"


def bodies(kind: str) -> list[dict[str, Any]]:
    """The recorded bodies of one kind of answer. Skips where there are none."""
    found = [body for body in _all() if body.get("kind") == f"youtube#{kind}"]
    assert found, f"no {kind} was recorded"
    return found


def errors() -> list[dict[str, Any]]:
    return [body for body in _all() if "error" in body]


def _all() -> list[dict[str, Any]]:
    if not PATH.is_file():
        pytest.skip("../shared/recordings is not there: no real answers to parse")
    recordings = json.loads(PATH.read_bytes())["recordings"]
    return [recording["response"]["body"] for recording in recordings]
