"""Where a score stands in the frozen reference population of its model."""

from __future__ import annotations

from bisect import bisect_right

from apps.scoring.engine.model import ScoreModel


def percentile(value: int, model: ScoreModel) -> int:
    """The share of the reference population at or below ``value``, as 1 to 99. Equal scores have
    equal percentiles, higher scores never a lower one."""
    return _within(bisect_right(model.reference.score, float(value)) - 1)


def phi_percentile(phi: float, table: tuple[float, ...]) -> int:
    """The same for one factor, on its saturated amount."""
    return _within(bisect_right(table, phi) - 1)


def _within(place: int) -> int:
    return min(99, max(1, place))
