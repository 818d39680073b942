"""When a score was last read, in words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

STALE_DAYS = (
    3  # accounts are read every day: three days without a reading mean that something fails
)


@dataclass(frozen=True, slots=True)
class Freshness:
    """``stale``: the numbers may no longer be right, and the page says so."""

    text: str
    stale: bool


def freshness(computed_at: datetime | None, now: datetime) -> Freshness:
    """ "Today", "Yesterday", "9 days ago"; empty where nothing was read."""
    if computed_at is None:
        return Freshness("", stale=False)
    days = max(0, (now.date() - computed_at.date()).days)
    words = {0: "Today", 1: "Yesterday"}
    return Freshness(words.get(days, f"{days} days ago"), stale=days >= STALE_DAYS)
