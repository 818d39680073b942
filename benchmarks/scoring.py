"""How fast many people are scored: the engine against the bare NumPy operations of its formulas.

Run from the project's root: ``python -m benchmarks.scoring [--people N] [--check]``.

The bare operations are the formulas alone on the same arrays, in one pass over all people: weight,
pool, logarithm, clip, sum, one share a leaf and one rounding a leaf, with NumPy's own logarithm and
nothing checked, chunked or made to add up. The engine does the same with a logarithm that has the
same bits everywhere, and with points that add up.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np

from apps.scoring.engine.kinds import FACTORS
from apps.scoring.engine.model import ScoreModel, load_model
from apps.scoring.engine.portable import Floats
from apps.scoring.engine.score import factor_rates, score_batch

MODEL = Path(__file__).parent.parent / "apps" / "scoring" / "engine" / "models" / "prior-2.json"
BOUND = 3.0
GROWTH = 2.0  # the time for one person among all may grow so much from the least to the most people
LEAST = 10_000
REPEATS = 7


def made_up(model: ScoreModel, people: int) -> Floats:
    """Amounts of people with five networks, shape (leaves, people), three in ten not measured."""
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


def measure(model: ScoreModel, people: int) -> tuple[float, float]:
    """Seconds of the engine and of the bare operations: the fastest of several runs taken in turn,
    because what else the machine does only ever slows a run down."""
    x = made_up(model, people)
    runs = [
        (seconds(lambda: score_batch(x, model)), seconds(lambda: bare(x, model)))
        for _ in range(REPEATS)
    ]
    return min(engine for engine, _ in runs), min(floor for _, floor in runs)


def sizes(most: int) -> list[int]:
    steps = [size for size in (LEAST, 100_000, 1_000_000) if size < most]
    return [*steps, most]


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    arguments.add_argument("--people", type=int, default=200_000)
    arguments.add_argument("--check", action="store_true", help="fail above the stated bounds")
    asked = arguments.parse_args()
    model = load_model(MODEL)
    print(f"{len(model.networks)} networks, {len(model.leaves)} leaves; best of {REPEATS}")
    print(f"{'people':>10} {'engine':>9} {'bare':>9} {'ratio':>6} {'a person':>10}")
    ratio, each = 0.0, []
    for people in sizes(asked.people):
        engine, floor = measure(model, people)
        ratio = engine / floor
        each.append(engine / people)
        micro = each[-1] * 1e6
        print(f"{people:>10,} {engine:>8.3f}s {floor:>8.3f}s {ratio:>6.2f} {micro:>8.2f} us")
    growth = each[-1] / each[0]
    print(
        f"ratio {ratio:.2f} (bound {BOUND}); time a person grew {growth:.2f} times (bound {GROWTH})"
    )
    return int(asked.check and (ratio > BOUND or growth > GROWTH))


if __name__ == "__main__":
    raise SystemExit(main())
