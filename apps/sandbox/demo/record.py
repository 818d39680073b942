"""What whoever starts the demo has to know, as a file: addresses, sign-ins, keys."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from django.conf import settings


def path() -> Path:
    return Path(settings.VAR_DIR) / "demo.json"


def read() -> dict[str, Any]:
    """The file as it is; empty where there is none or it is broken."""
    try:
        known: dict[str, Any] = json.loads(path().read_text())
    except (OSError, ValueError):
        return {}
    return known


def write(facts: dict[str, Any]) -> None:
    """Whole or not at all, and readable by nobody else: there are keys in it."""
    fresh = path().with_suffix(".new")
    fresh.parent.mkdir(parents=True, exist_ok=True)
    fresh.touch(mode=0o600)
    fresh.write_text(json.dumps(facts, indent=2, ensure_ascii=False) + "\n")
    fresh.replace(path())
