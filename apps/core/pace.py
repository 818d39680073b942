"""How often somebody may do what is dear to do."""

from __future__ import annotations

from datetime import timedelta

from django.core.cache import cache


def is_too_often(deed: str, who: object, *, most: int, within: timedelta) -> bool:
    """Counts this time too. True from the time after ``most`` on, until ``within`` has passed since
    the first."""
    key = f"pace:{deed}:{who}"
    cache.add(key, 0, timeout=within.total_seconds())
    try:
        times: int = cache.incr(key)
    except ValueError:  # it ended between the two
        return False
    return times > most
