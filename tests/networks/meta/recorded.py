"""Real answers of Meta's networks with the people replaced, and the Graph API's list of fields,
which lie beside the project."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

SHARED = settings.BASE_DIR.parent / "shared"
FIELDS = SHARED / "contracts" / "meta" / "graph-v26.0-fields.json"

type Recorded = list[tuple[str, dict[str, Any]]]


def answers(network: str, path_end: str, *, status: int = 200) -> Recorded:
    """Address and body of the recorded answers of an edge. Skips where there are none."""
    return [
        (url, told["body"])
        for url, told in _exchanges(network)
        if url.partition("?")[0].endswith(path_end) and told["status"] == status
    ]


def refusals(network: str) -> list[tuple[int, dict[str, Any]]]:
    """Status and body of everything that was refused."""
    return [
        (told["status"], told["body"])
        for _, told in _exchanges(network)
        if told["status"] != 200 and "error" in told["body"]
    ]


def known_fields() -> Mapping[str, Mapping[str, list[str]]]:
    """Of each kind of node: ``fields`` and ``edges``, of insights ``metrics``."""
    told: dict[str, Any] = _read(FIELDS)
    return told


def _exchanges(network: str) -> Recorded:
    told = _read(SHARED / "recordings" / f"{network}.json")
    return [(each["request"]["url"], each["response"]) for each in told["recordings"]]


def _read(path: Path) -> dict[str, Any]:
    if not path.is_file():
        pytest.skip(f"../shared/{path.relative_to(SHARED)} is not there")
    found: dict[str, Any] = json.loads(path.read_bytes())
    return found
