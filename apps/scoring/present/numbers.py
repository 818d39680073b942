"""The number, its interval and its parts, as the charts take them."""

from __future__ import annotations

from apps.core.charts.stack import Points
from apps.core.charts.whisker import Interval
from apps.scoring.engine.kinds import Factor, State
from apps.scoring.engine.result import ScoreResult
from apps.scoring.models import Score, Standing


def interval_of(row: Score | Standing) -> Interval | None:
    """Of a stored row, without its explanation; None where there is no number."""
    if row.value is None or row.low is None or row.high is None:
        return None
    return Interval(row.value, row.low, row.high, provisional=row.state == State.PROVISIONAL)


def interval_in(result: ScoreResult) -> Interval | None:
    """Of a result; None where it has no number."""
    if result.value is None or result.low is None or result.high is None:
        return None
    provisional = result.state is State.PROVISIONAL
    return Interval(result.value, result.low, result.high, provisional=provisional)


def points_in(result: ScoreResult) -> Points:
    """Adds up to the value; ``rest`` is the base line with the floor or the cap. Raises LookupError
    where the result has no number."""
    return Points(
        reach=result.factor(Factor.REACH).points,
        engagement=result.factor(Factor.ENGAGEMENT).points,
        network=result.factor(Factor.NETWORK).points,
        rest=result.base + result.clipped,
    )
