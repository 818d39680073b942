"""Real answers of Instagram with the people replaced, and the Graph API's list of fields, which lie
beside the project."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

SHARED = settings.BASE_DIR.parent / "shared"
RECORDINGS = SHARED / "recordings" / "instagram.json"
FIELDS = SHARED / "contracts" / "meta" / "graph-v26.0-fields.json"


def answers(path_end: str, *, status: int = 200) -> list[tuple[str, dict[str, Any]]]:
    """Address and body of the recorded answers of an edge. Skips where there are none."""
    found = [
        (r["request"]["url"], r["response"])
        for r in _read(RECORDINGS)["recordings"]
        if r["request"]["url"].partition("?")[0].endswith(path_end)
    ]
    return [(url, told["body"]) for url, told in found if told["status"] == status]


def known_fields() -> Mapping[str, Mapping[str, list[str]]]:
    """Of each kind of node: ``fields`` and ``edges``, of insights ``metrics``."""
    told: dict[str, Any] = _read(FIELDS)
    return told


def _read(path: Path) -> dict[str, Any]:
    if not path.is_file():
        pytest.skip(f"../shared/{path.relative_to(SHARED)} is not there")
    found: dict[str, Any] = json.loads(path.read_bytes())
    return found
