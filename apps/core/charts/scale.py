"""The one axis: 0 on the left, 100 on the right, never zoomed."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

type Factor = Literal["reach", "engagement", "network"]

FACTORS: Sequence[Factor] = ("reach", "engagement", "network")  # in the order of every chart


@dataclass(frozen=True, slots=True)
class Tick:
    """A grid line and its label; `first` is the stronger line at the start of the axis."""

    at: str
    label: int
    first: bool


@dataclass(frozen=True, slots=True)
class Scale:
    """Maps points to a share of the width, clipped to the drawing."""

    low: float = 0
    high: float = 100

    def share(self, value: float) -> float:
        """Percent of the width, 0 to 100."""
        share = 100 * (value - self.low) / (self.high - self.low)
        return min(100.0, max(0.0, share))

    def at(self, value: float) -> str:
        return percent(self.share(value))

    def ticks(self, step: int) -> tuple[Tick, ...]:
        labels = range(round(self.low), round(self.high) + 1, step)
        return tuple(Tick(self.at(n), n, n == self.low) for n in labels)


def plain(value: float) -> str:
    """A number for an SVG attribute: at most two decimals, no locale, no trailing zeros."""
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


def percent(value: float) -> str:
    return f"{plain(value)}%"


def round_up(value: float, step: int) -> int:
    """The next multiple of `step` at or above `value`."""
    return int(-(-value // step) * step)


FULL = Scale()
AXIS = FULL.ticks(10)
SPARSE_AXIS = FULL.ticks(25)
