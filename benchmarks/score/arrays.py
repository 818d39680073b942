"""The engine against the bare NumPy operations of its formulas, on the same arrays.

The bare operations are the formulas alone, in one pass over all people: weight, pool, logarithm,
clip, sum, one share a leaf and one rounding a leaf, with NumPy's own logarithm and nothing checked,
chunked or made to add up. The engine does the same with a logarithm that has the same bits
everywhere, and with points that add up.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from apps.scoring.engine.kinds import FACTORS
from apps.scoring.engine.model import ScoreModel
from apps.scoring.engine.portable import Floats
from apps.scoring.engine.score import factor_rates, score_batch

BOUND = 3.0
REPEATS = 7


@dataclass(frozen=True)
class Times:
    """Seconds of the processor, medians of runs that took turns."""

    people: int
    engine: float
    bare: float

    @property
    def ratio(self) -> float:
        return self.engine / self.bare


def made_up(model: ScoreModel, people: int) -> Floats:
    """Amounts of people on all networks, shape (leaves, people), three in ten not measured."""
    chance = np.random.default_rng(1)
    x = chance.standard_normal((len(model.leaves), people))
    np.exp(x * 2.0 + 3.0, out=x)
    x[chance.random(x.shape, dtype=np.float32) < 0.3] = 0.0
    return x


def bare(x: Floats, model: ScoreModel) -> tuple[Floats, Floats]:
    """Scores and the points of each leaf, rounded each for itself."""
    rates = factor_rates(model)
    kappa = np.array([[leaf.kappa] for leaf in model.leaves])
    score = np.full(x.shape[1], model.base)
    points = x * kappa
    for factor in FACTORS:
        rows = model.rows[factor]
        total = points[rows].sum(axis=0)
        phi = np.minimum(np.log1p(total / model.scale[factor]), model.clip[factor])
        score += rates[factor] * phi
        points[rows] *= rates[factor] * phi / np.maximum(total, 1e-300)
    return np.rint(np.clip(score, 1.0, 100.0)), np.rint(points)


def seconds(work: Callable[[], object]) -> float:
    """Of the processor, not of the clock: other programs on the machine do not count."""
    start = time.process_time()
    work()
    return time.process_time() - start


def measure(model: ScoreModel, people: int) -> Times:
    x = made_up(model, people)
    score_batch(x[:, :1000], model)
    pairs = [
        (seconds(lambda: score_batch(x, model)), seconds(lambda: bare(x, model)))
        for _ in range(REPEATS)
    ]
    engine, floor = (statistics.median(side) for side in zip(*pairs, strict=True))
    return Times(people, engine, floor)
