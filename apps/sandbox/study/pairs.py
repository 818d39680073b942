"""How often the comparison of two people is right about their true influence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from random import Random

from apps.sandbox.study.cases import Case, Cases
from apps.scoring.engine.compare import probability_above
from apps.scoring.engine.model import ScoreModel

PAIRS = 4_000  # a seed
BINS = (0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8, 0.85, 0.9, 1.0)
CLOSE, CALLED = "too close", "called"


@dataclass(frozen=True)
class PairFigures:
    """``probability``: mean of P for the one who leads; ``right``: how often the leader has the
    greater true influence."""

    pairs: int
    probability: float
    right: float


@dataclass(frozen=True)
class _Pair:
    probability: float
    right: bool
    called: bool


def whole_pairs(found: Cases, seed: int, model: ScoreModel) -> dict[str, PairFigures]:
    """Of people with all accounts linked."""
    return _figures(_drawn(list(found.whole.values()), seed, model))


def part_pairs(found: Cases, seed: int, model: ScoreModel) -> dict[str, PairFigures]:
    """Of people with one to four accounts linked each, chosen by chance."""
    return _figures(_drawn(found.parts, seed, model))


def _drawn(cases: Sequence[Case], seed: int, model: ScoreModel) -> list[_Pair]:
    dice = Random(f"pairs {seed}")
    pairs = (dice.sample(cases, 2) for _ in range(PAIRS))
    return [_pair(a, b, model) for a, b in pairs if a.member.truth != b.member.truth]


def _pair(a: Case, b: Case, model: ScoreModel) -> _Pair:
    """The leader is who has the higher probability; called by the rule of compare.py."""
    probability = probability_above(a.found.draws, b.found.draws, model)
    if probability < 0.5:
        a, b, probability = b, a, 1.0 - probability
    points = a.found.value - b.found.value
    called = probability >= model.comparison.threshold and points > 0
    return _Pair(probability, a.member.truth > b.member.truth, called)


def _figures(pairs: Sequence[_Pair]) -> dict[str, PairFigures]:
    """By bin of P, and for all that are called and all that are not."""
    groups: Mapping[str, list[_Pair]] = {
        **{
            f"{low:.2f} to {high:.2f}": [
                p for p in pairs if low <= p.probability < high or p.probability == high == 1.0
            ]
            for low, high in pairwise(BINS)
        },
        CLOSE: [pair for pair in pairs if not pair.called],
        CALLED: [pair for pair in pairs if pair.called],
    }
    return {name: _mean(group) for name, group in groups.items() if group}


def _mean(pairs: Sequence[_Pair]) -> PairFigures:
    count = len(pairs)
    probability = sum(pair.probability for pair in pairs) / count
    return PairFigures(count, probability, sum(pair.right for pair in pairs) / count)
