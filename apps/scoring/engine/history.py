"""How a score moved: day, week and month, as data."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum


class Period(StrEnum):
    DAY = "day"
    WEEK = "week"
    MONTH = "month"


LENGTH = {Period.DAY: 1, Period.WEEK: 7, Period.MONTH: 30}


@dataclass(frozen=True)
class PastScore:
    value: int
    low: int
    high: int
    at: datetime
    model: str


@dataclass(frozen=True)
class Ago:
    """How long ago ``then`` really was: ``days`` is 9 where the last score of before a week is nine
    days old."""

    period: Period
    days: int

    @property
    def exact(self) -> bool:
        """Whether "a week ago" is no exaggeration."""
        return self.days == LENGTH[self.period]

    @classmethod
    def nominal(cls, period: Period) -> Ago:
        return cls(period, LENGTH[period])

    @classmethod
    def between(cls, period: Period, then: datetime, now: datetime) -> Ago:
        return cls(period, round((now - then) / timedelta(days=1)))


@dataclass(frozen=True)
class Change:
    """From the score ``then`` to the newest one. ``new_model``: the two come from different score
    models, so the difference says nothing about the person alone."""

    period: Period
    points: int
    then: PastScore
    new_model: bool
    days: int

    @property
    def ago(self) -> Ago:
        return Ago(self.period, self.days)


def changes(history: Sequence[PastScore]) -> tuple[Change, ...]:
    """One entry a period that the history covers. A gap is left out, never filled."""
    if not history:
        return ()
    ordered = sorted(history, key=lambda past: past.at)
    newest, past = ordered[-1], {score.at: score for score in ordered[:-1]}
    times = moments(past, newest.at)
    return tuple(change(period, past[time], newest) for period, time in times.items())


def change(period: Period, then: PastScore, newest: PastScore) -> Change:
    days = Ago.between(period, then.at, newest.at).days
    return Change(period, newest.value - then.value, then, then.model != newest.model, days)


def moments(times: Iterable[datetime], newest: datetime) -> dict[Period, datetime]:
    """Which of ``times`` stands for a day, a week and a month before ``newest``: the last one that
    is at least one period old, and at most two. Periods without one are left out."""
    past = sorted(times)
    found = {period: _moment(past, newest, days) for period, days in LENGTH.items()}
    return {period: time for period, time in found.items() if time is not None}


def _moment(past: Sequence[datetime], newest: datetime, days: int) -> datetime | None:
    """With one hour a day of tolerance: a daily run that starts early still counts."""
    slack = timedelta(hours=days)
    latest, earliest = newest - timedelta(days=days) + slack, newest - timedelta(days=2 * days)
    return next((time for time in reversed(past) if earliest <= time <= latest), None)
