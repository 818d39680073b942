"""From pooled signals to points: one code path for one candidate and for a million.

Arrays hold one row a leaf and one column a candidate, shape (leaves, candidates), float64, in the
order of ``model.leaves``; a leaf that is not measured holds 0 (it adds no points, and is shown as
not measured by whoever knows that). Per factor f::

    T_f   = sum over leaves of kappa * x           (in the order of the leaves)
    phi_f = min(ln(1 + T_f / s_f), clip_f)
    score = clip(base + sum over f of rate_f * phi_f, 1, 100),  rate_f = 99 beta_f / (b - a)

A leaf's points are ``rate_f * phi_f * kappa * x / T_f``: the Aumann-Shapley value of a function of
a sum, so nothing is left over (Aumann and Shapley 1974, chapter 3).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from apps.scoring.engine.kinds import FACTORS, Factor
from apps.scoring.engine.model import ScoreModel
from apps.scoring.engine.portable import Floats, log1p
from apps.scoring.engine.rounding import Integers, largest_remainder, whole

CHUNK = 16_384  # columns at a time: small enough for the cache, large enough for NumPy
GRID = 1e6  # scores are snapped to millionths of a point before they are rounded

Rates = Mapping[Factor, float]


@dataclass(frozen=True)
class BatchScores:
    """``exact`` and ``value`` have one entry a candidate; ``lines`` holds whole points of shape
    (5, candidates) in the order base, Reach, Engagement, Network, floor-or-cap; ``leaves`` whole
    points of shape (leaves, candidates). Lines add up to the value, leaves to their factor."""

    exact: Floats
    value: Integers
    lines: Integers
    leaves: Integers


def factor_rates(model: ScoreModel) -> dict[Factor, float]:
    """Points per unit of phi, for the standard score."""
    return {factor: model.points_per_z * model.beta[factor] for factor in FACTORS}


def weigh(x: Floats, model: ScoreModel) -> Floats:
    """kappa * x, shape (leaves, candidates)."""
    weighted: Floats = x * np.array([[leaf.kappa] for leaf in model.leaves])
    return weighted


def pool(x: Floats, model: ScoreModel) -> Floats:
    """T of shape (3, candidates), summed leaf by leaf so that the order is always the same."""
    return _totals(weigh(x, model), model)


def _totals(weighted: Floats, model: ScoreModel) -> Floats:
    totals = np.zeros((len(FACTORS), weighted.shape[1]))
    for place, factor in enumerate(FACTORS):
        rows = model.rows[factor]
        for row in range(rows.start, rows.stop):
            totals[place] += weighted[row]
    return totals


def saturate(totals: Floats, model: ScoreModel) -> Floats:
    """phi of shape (3, candidates), clipped at the reference's 99.5 % quantile."""
    scale = np.array([[model.scale[factor]] for factor in FACTORS])
    clip = np.array([[model.clip[factor]] for factor in FACTORS])
    phi: Floats = np.minimum(log1p(totals / scale), clip)
    return phi


def limit(raw: Floats) -> Floats:
    """Snap to the grid and keep within 1 and 100."""
    return np.clip(np.floor(raw * GRID + 0.5) / GRID, 1.0, 100.0)


def exact_scores(x: Floats, model: ScoreModel, rates: Rates | None = None) -> Floats:
    """Scores before rounding, shape (candidates,)."""
    phi = saturate(pool(x, model), model)
    return limit(_raw(phi, model, rates or factor_rates(model)))


def score_batch(x: Floats, model: ScoreModel, rates: Rates | None = None) -> BatchScores:
    """Scores with all contributions for ``x`` of shape (leaves, candidates), all entries >= 0."""
    if x.ndim != 2 or x.shape[0] != len(model.leaves):
        raise ValueError(f"x needs {len(model.leaves)} rows, one a leaf")
    count = x.shape[1]
    result = BatchScores(
        exact=np.empty(count),
        value=np.empty(count, dtype=np.int16),
        lines=np.empty((len(FACTORS) + 2, count), dtype=np.int16),
        leaves=np.empty((len(model.leaves), count), dtype=np.int16),
    )
    for start in range(0, count, CHUNK):
        _score_chunk(x, slice(start, min(start + CHUNK, count)), model, rates, result)
    return result


def _raw(phi: Floats, model: ScoreModel, rates: Rates) -> Floats:
    raw = np.full(phi.shape[1], model.base)
    for place, factor in enumerate(FACTORS):
        raw += phi[place] * rates[factor]
    return raw


def _score_chunk(
    x: Floats, columns: slice, model: ScoreModel, rates: Rates | None, result: BatchScores
) -> None:
    rates = rates or factor_rates(model)
    weighted = weigh(x[:, columns], model)
    totals = _totals(weighted, model)
    phi = saturate(totals, model)
    exact = limit(_raw(phi, model, rates))
    value = whole(exact)
    lines = _line_points(phi, exact, model, rates)
    whole_lines = largest_remainder(lines, value)
    result.exact[columns] = exact
    result.value[columns] = value
    result.lines[:, columns] = whole_lines
    for place, factor in enumerate(FACTORS):
        rows = model.rows[factor]
        points = _leaf_points(weighted[rows], totals[place], lines[place + 1])
        result.leaves[rows, columns] = largest_remainder(points, whole_lines[place + 1])


def _line_points(phi: Floats, exact: Floats, model: ScoreModel, rates: Rates) -> Floats:
    """Base, three factors, and what the floor or cap took, so that the sum is exactly the score."""
    lines = np.empty((len(FACTORS) + 2, phi.shape[1]))
    lines[0] = model.base
    for place, factor in enumerate(FACTORS):
        lines[place + 1] = phi[place] * rates[factor]
    without = lines[0] + lines[1] + lines[2] + lines[3]
    clipped = (without < 1.0) | (without > 100.0)
    lines[4] = np.where(clipped, exact - without, 0.0)
    return lines


def _leaf_points(weighted: Floats, total: Floats, points: Floats) -> Floats:
    """The factor's points, shared in proportion; in place."""
    weighted *= np.divide(points, total, out=np.zeros_like(total), where=total > 0)
    return weighted
