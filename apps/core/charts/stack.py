"""The three factors as one bar that ends exactly at the score."""

from collections.abc import Iterable
from dataclasses import dataclass

from apps.core.charts.scale import (
    AXIS,
    FACTORS,
    FULL,
    Factor,
    Scale,
    Tick,
    percent,
    round_up,
)

SHARED_TOP = 40
LABEL_FITS = 4


@dataclass(frozen=True, slots=True)
class Points:
    """Whole points that add up to the score.

    `rest` is what no factor gives or takes: the base line, and where the score was clipped at 1
    or 100 the floor or the cap. It may be negative.
    """

    reach: int
    engagement: int
    network: int
    rest: int = 0

    @property
    def total(self) -> int:
        return self.reach + self.engagement + self.network + self.rest

    def of(self, factor: Factor) -> int:
        return {
            "reach": self.reach,
            "engagement": self.engagement,
            "network": self.network,
        }[factor]


@dataclass(frozen=True, slots=True)
class Segment:
    """One part of the bar; `label` is empty where the part is too narrow to hold it. `lettered`:
    the first letter of the factor stands before it."""

    key: str
    lettered: bool
    label: str
    x: str
    width: str
    middle: str


@dataclass(frozen=True, slots=True)
class Cut:
    """What a negative rest takes away again, from `x` to `end`; its label stands beside the bar."""

    label: str
    x: str
    width: str
    end: str


@dataclass(frozen=True, slots=True)
class Stack:
    """`end` lies exactly under the dot."""

    points: Points
    segments: tuple[Segment, ...]
    cut: Cut | None
    end: str
    grid: tuple[Tick, ...]


@dataclass(frozen=True, slots=True)
class FactorBar:
    factor: Factor
    points: int
    width: str


def stack(points: Points, *, scale: Scale = FULL) -> Stack:
    """The rest stands first where it adds; where it takes away, it is a cut at the end."""
    start = max(points.rest, 0)
    segments = [_segment("rest", 0, start, scale)] if start else []
    for factor in FACTORS:
        gained = points.of(factor)
        segments.append(_segment(factor, start, start + gained, scale))
        start += gained
    cut = _cut(points, start, scale) if points.rest < 0 else None
    return Stack(points, tuple(segments), cut, scale.at(points.total), AXIS)


def shared_top(points: Iterable[Points]) -> int:
    """The common end of all factor bars of a page: 40, or the next ten above the largest."""
    largest = max((p.of(f) for p in points for f in FACTORS), default=0)
    return max(SHARED_TOP, round_up(largest, 10))


def factor_bar(factor: Factor, points: int, *, top: int = SHARED_TOP) -> FactorBar:
    return FactorBar(factor, points, Scale(0, top).at(points))


def factor_bars(points: Points, *, top: int = SHARED_TOP) -> tuple[FactorBar, ...]:
    return tuple(factor_bar(factor, points.of(factor), top=top) for factor in FACTORS)


def _segment(key: str, start: int, end: int, scale: Scale) -> Segment:
    left, right = scale.share(start), scale.share(end)
    label = str(end - start) if right - left >= LABEL_FITS else ""
    return Segment(
        key, key != "rest", label, percent(left), percent(right - left), percent((left + right) / 2)
    )


def _cut(points: Points, end: int, scale: Scale) -> Cut:
    left, right = scale.share(points.total), scale.share(end)
    return Cut(f"−{-points.rest}", percent(left), percent(right - left), percent(right))
