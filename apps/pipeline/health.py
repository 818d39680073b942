"""Whether this installation can do its work: for /readyz."""

from __future__ import annotations


def checks() -> dict[str, str]:
    """Name of the part -> "ok" or what is wrong."""
    return {}
