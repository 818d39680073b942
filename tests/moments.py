"""When no test begins: just before a moment at which what it counts would start anew."""

from __future__ import annotations

QUARTER, DAY = 900, 86_400  # seconds
# Networks count calls by quarters of an hour, hours and days, which end alike everywhere; with the
# day, the world of the sandbox becomes another.
MARGINS = {QUARTER: 5, DAY: 60}


def until_the_clock_has_struck(now: float) -> float:
    """Seconds to wait at ``now``, seconds since 1970; mostly none."""
    ends = {period: period - now % period for period in MARGINS}
    return max((left for period, left in ends.items() if left < MARGINS[period]), default=0.0)
