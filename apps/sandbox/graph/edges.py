"""One page of an edge: ``{"data": [...], "paging": {"cursors": {...}, "next": "..."}}``."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Callable, Sequence
from typing import Any

from apps.sandbox.graph.errors import PARAMETER, GraphError

USUAL = 25


def size_of(text: str, *, most: int = 100) -> int:
    """``limit``: more than Graph gives is cut, what is no number is refused."""
    if not text:
        return USUAL
    if not text.isascii() or not text.isdigit() or int(text) < 1:
        raise GraphError(PARAMETER, "(#100) param limit must be a positive integer")
    return min(int(text), most)


def page[T](
    items: Sequence[T], *, size: int, after: str, key: Callable[[T], str], address: str
) -> tuple[Sequence[T], dict[str, Any]]:
    """The items after the one that the cursor names, and what stands under ``paging``: nothing
    for an empty page, no ``next`` at the end. ``address`` begins ``next``, as Graph writes it."""
    start = _start([key(item) for item in items], after)
    found = items[start : start + size]
    if not found:
        return found, {}
    cursors = {"before": cursor(key(found[0])), "after": cursor(key(found[-1]))}
    if start + size >= len(items):
        return found, {"paging": {"cursors": cursors}}
    return found, {"paging": {"cursors": cursors, "next": f"{address}?after={cursors['after']}"}}


def cursor(key: str) -> str:
    return base64.urlsafe_b64encode(f"at:{key}".encode()).decode().rstrip("=")


def _start(keys: Sequence[str], after: str) -> int:
    if not after:
        return 0
    try:
        plain = base64.urlsafe_b64decode(after + "=" * (-len(after) % 4)).decode("ascii")
    except (binascii.Error, ValueError):
        plain = ""
    name = plain.removeprefix("at:")
    if name == plain or name not in keys:
        raise GraphError(PARAMETER, "(#100) Invalid cursors values")
    return keys.index(name) + 1
