"""How a score moved: day, week and month, as data."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum


class Period(StrEnum):
    DAY = "day"
    WEEK = "week"
    MONTH = "month"


@dataclass(frozen=True)
class PastScore:
    value: int
    low: int
    high: int
    at: datetime
    model: str


@dataclass(frozen=True)
class Change:
    """From the score ``then`` to the newest one. ``new_model``: the two come from different score
    models, so the difference says nothing about the person alone."""

    period: Period
    points: int
    then: PastScore
    new_model: bool


_LENGTH = {Period.DAY: 1, Period.WEEK: 7, Period.MONTH: 30}


def changes(history: Sequence[PastScore]) -> tuple[Change, ...]:
    """One entry a period that the history covers: against the newest score that is at least one
    period old, and at most two. A gap is left out, never filled."""
    if not history:
        return ()
    ordered = sorted(history, key=lambda past: past.at)
    newest = ordered[-1]
    found = ((period, _then(ordered[:-1], newest.at, days)) for period, days in _LENGTH.items())
    return tuple(
        Change(period, newest.value - then.value, then, then.model != newest.model)
        for period, then in found
        if then is not None
    )


def _then(past: Sequence[PastScore], newest: datetime, days: int) -> PastScore | None:
    """With one hour a day of tolerance: a daily run that starts early still counts."""
    slack = timedelta(hours=days)
    latest, earliest = newest - timedelta(days=days) + slack, newest - timedelta(days=2 * days)
    fitting = [score for score in past if earliest <= score.at <= latest]
    return fitting[-1] if fitting else None
