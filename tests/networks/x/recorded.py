"""Real answers of X with the people replaced, which lie beside the project."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.conf import settings

PATH = settings.BASE_DIR.parent / "shared" / "recordings" / "x.json"


def bodies(*, of_posts: bool) -> list[dict[str, Any]]:
    """The recorded bodies, those of posts or those of accounts. Skips where there are none."""
    if not PATH.is_file():
        pytest.skip("../shared/recordings is not there: no real answers to parse")
    recordings = json.loads(PATH.read_bytes())["recordings"]
    return [r["response"]["body"] for r in recordings if (r["file"] != "users.jsonl") is of_posts]
