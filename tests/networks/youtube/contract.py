"""Google's discovery document of the Data API, which lies beside the project."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

import pytest
from django.conf import settings

PATH = settings.BASE_DIR.parent / "shared" / "contracts" / "youtube" / "youtube.v3.json"


@cache
def _document() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(PATH.read_bytes())
    return found


def document() -> dict[str, Any]:
    """Skips where it is not at hand."""
    if not PATH.is_file():
        pytest.skip("../shared/contracts/youtube is not there: nothing to check against")
    return _document()


def method(resource: str) -> dict[str, Any]:
    """The method ``list`` of a resource."""
    found: dict[str, Any] = document()["resources"][resource]["methods"]["list"]
    return found
