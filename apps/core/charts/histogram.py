"""How the scores of a list are spread, and which of them a filter keeps."""

from collections.abc import Iterable
from dataclasses import dataclass

from apps.core.charts.scale import percent

BINS = 10
GAP = 1.2
SMALLEST = 4.0


@dataclass(frozen=True, slots=True)
class Column:
    x: str
    width: str
    y: str
    height: str
    kept: bool
    count: int


@dataclass(frozen=True, slots=True)
class Histogram:
    columns: tuple[Column, ...]
    count: int


def histogram(scores: Iterable[int], *, low: int = 1, high: int = 100) -> Histogram:
    """Ten columns of ten points, 1 to 10 first; those that meet `low` to `high` are filled."""
    counts = [0] * BINS
    for score in scores:
        counts[min(BINS - 1, max(0, (score - 1) // BINS))] += 1
    tallest = max(counts) or 1
    columns = tuple(_column(n, count, tallest, low, high) for n, count in enumerate(counts))
    return Histogram(columns, sum(counts))


def _column(n: int, count: int, tallest: int, low: int, high: int) -> Column:
    height = max(SMALLEST, 96 * count / tallest)
    first, last = n * BINS + 1, (n + 1) * BINS
    return Column(
        x=percent(n * 100 / BINS + GAP / 2),
        width=percent(100 / BINS - GAP),
        y=percent(100 - height),
        height=percent(height),
        kept=count > 0 and last >= low and first <= high,
        count=count,
    )
