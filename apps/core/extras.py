"""What our own lines in the log carry besides their words (``extra=``). Those of others stay out:
Django's hold the whole request, and its address may open something."""

from __future__ import annotations

from collections.abc import MutableMapping
from typing import Any

from structlog.stdlib import ExtraAdder

_add = ExtraAdder()


def add_own_extras(
    logger: Any, method: str, event: MutableMapping[str, Any]
) -> MutableMapping[str, Any]:
    """A structlog processor for lines of the standard library's loggers."""
    record = event.get("_record")
    if record is None or not record.name.startswith("apps."):
        return event
    return _add(logger, method, event)
