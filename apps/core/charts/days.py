"""A count for each day as a row of columns, the oldest first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from apps.core.charts.scale import percent

GAP = 1.5  # percent of the width
LEAST = 6.0  # percent of the height: a day with little is no empty day


@dataclass(frozen=True, slots=True)
class Day:
    """``late``: belongs to the later half."""

    x: str
    width: str
    y: str
    height: str
    late: bool


def days(counts: Sequence[int]) -> tuple[Day, ...]:
    """The tallest fills the height; a day with nothing has no height."""
    most, step = max(counts, default=0) or 1, 100 / max(1, len(counts))
    return tuple(
        _day(n * step, step, count / most, late=n >= len(counts) / 2)
        for n, count in enumerate(counts)
    )


def _day(x: float, step: float, share: float, *, late: bool) -> Day:
    height = max(LEAST, 100 * share) if share else 0.0
    return Day(
        percent(x + GAP / 2), percent(step - GAP), percent(100 - height), percent(height), late
    )
