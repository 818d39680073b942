"""Ranks, correlations of ranks, and what several seeds say together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import NormalDist

import numpy as np
from numpy.typing import ArrayLike

from apps.scoring.engine.portable import Floats


@dataclass(frozen=True)
class Spread:
    """Of one figure over seeds: mean, lowest, highest, and the 95 % interval of the mean by
    Student's t."""

    mean: float
    lowest: float
    highest: float
    low: float
    high: float


def ranks(values: ArrayLike) -> Floats:
    """From 1; equal values share the mean of their places."""
    found = np.asarray(values, dtype=np.float64)
    _, place, count = np.unique(found, return_inverse=True, return_counts=True)
    last = np.cumsum(count)
    mean: Floats = (last - (count - 1) / 2.0)[place]
    return mean


def spearman(x: ArrayLike, y: ArrayLike) -> float:
    """NaN where one of them is the same for all."""
    return _correlation(ranks(x), ranks(y))


def partial_spearman(x: ArrayLike, y: ArrayLike, given: ArrayLike) -> float:
    """Of x and y among those alike in ``given``: the correlation of what is left of their ranks
    after a straight line in the ranks of ``given``."""
    at = ranks(given)
    return _correlation(_left(ranks(x), at), _left(ranks(y), at))


def matched(order: ArrayLike, values: ArrayLike) -> Floats:
    """The ``values``, dealt out anew in the order of ``order``: the same distribution."""
    wanted = np.argsort(np.asarray(order, dtype=np.float64), kind="stable")
    dealt = np.empty(len(wanted))
    dealt[wanted] = np.sort(np.asarray(values, dtype=np.float64))
    return dealt


def spread(figures: Sequence[float]) -> Spread:
    """Raises ValueError for fewer than two."""
    if len(figures) < 2:
        raise ValueError("a spread needs two seeds at least")
    found = np.array(figures)
    mean, error = float(found.mean()), float(found.std(ddof=1)) / len(found) ** 0.5
    half = students_t(0.975, len(found) - 1) * error
    return Spread(mean, float(found.min()), float(found.max()), mean - half, mean + half)


def students_t(p: float, freedom: int) -> float:
    """The quantile of Student's t by the expansion 26.7.5 of Abramowitz and Stegun: good to 1 %
    from 4 degrees of freedom on."""
    x = NormalDist().inv_cdf(p)
    terms = (
        x,
        (x**3 + x) / 4.0,
        (5 * x**5 + 16 * x**3 + 3 * x) / 96.0,
        (3 * x**7 + 19 * x**5 + 17 * x**3 - 15 * x) / 384.0,
        (79 * x**9 + 776 * x**7 + 1482 * x**5 - 1920 * x**3 - 945 * x) / 92_160.0,
    )
    return sum(term / float(freedom) ** power for power, term in enumerate(terms))


def _correlation(x: Floats, y: Floats) -> float:
    x, y = x - x.mean(), y - y.mean()
    size = float(np.sqrt((x * x).sum() * (y * y).sum()))
    return float((x * y).sum()) / size if size > 0 else float("nan")


def _left(y: Floats, given: Floats) -> Floats:
    x = given - given.mean()
    size = float((x * x).sum())
    slope = float((x * (y - y.mean())).sum()) / size if size > 0 else 0.0
    left: Floats = y - y.mean() - slope * x
    return left
