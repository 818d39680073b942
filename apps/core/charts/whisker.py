"""A score on its axis: a dot, and a line for the interval that holds 80 of 100 draws."""

from dataclasses import dataclass

from apps.core.charts.scale import AXIS, FULL, SPARSE_AXIS, Tick


@dataclass(frozen=True, slots=True)
class Interval:
    """A score from 1 to 100 with the ends of its 80 % interval."""

    score: int
    low: int
    high: int
    provisional: bool = False


@dataclass(frozen=True, slots=True)
class Whisker:
    interval: Interval
    dot: str
    low: str
    high: str
    grid: tuple[Tick, ...]
    radius: int


def whisker(interval: Interval, *, dense: bool = False) -> Whisker:
    """For a row of a list (grid every 25); `dense` for a person's own page (every 10, larger)."""
    return Whisker(
        interval=interval,
        dot=FULL.at(interval.score),
        low=FULL.at(interval.low),
        high=FULL.at(interval.high),
        grid=AXIS if dense else SPARSE_AXIS,
        radius=8 if dense else 5,
    )
