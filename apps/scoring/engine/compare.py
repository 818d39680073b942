"""Two people: would somebody judge A the more influential, and is that enough to say so?"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from math import fsum

import numpy as np

from apps.scoring.engine.interval import unpacked
from apps.scoring.engine.kinds import FACTORS, Factor
from apps.scoring.engine.model import ScoreModel
from apps.scoring.engine.portable import log1p, sigmoid
from apps.scoring.engine.result import ScoreResult


class Outcome(StrEnum):
    HIGHER = "higher"
    TOO_CLOSE = "too_close"


class Side(StrEnum):
    A = "a"
    B = "b"


class IncomparableError(ValueError):
    """Two results of which one has no score, or which come from different score models."""


@dataclass(frozen=True)
class FactorReading:
    """``leader`` is None where the factor's difference alone is too small to say. ``points`` is
    A's points minus B's, None where one of them was not measured."""

    factor: Factor
    points: int | None
    leader: Side | None


@dataclass(frozen=True)
class Verdict:
    """``probability_a``: how often somebody would judge A the more influential. ``points``: A's
    score minus B's. ``higher`` is None exactly where the outcome is TOO_CLOSE."""

    outcome: Outcome
    higher: Side | None
    probability_a: float
    points: int
    factors: tuple[FactorReading, ...]


def compare(a: ScoreResult, b: ScoreResult, model: ScoreModel) -> Verdict:
    """Raise IncomparableError where there is nothing to compare."""
    if a.value is None or b.value is None:
        raise IncomparableError("both need a score")
    if {a.model, b.model} != {model.version}:
        raise IncomparableError("both scores have to come from this score model")
    probability = probability_above(a.draws, b.draws, model)
    points = a.value - b.value
    higher = _higher(probability, points, model)
    return Verdict(
        outcome=Outcome.TOO_CLOSE if higher is None else Outcome.HIGHER,
        higher=higher,
        probability_a=probability,
        points=points,
        factors=tuple(_factor_reading(a, b, factor, model) for factor in FACTORS),
    )


def probability_above(a: bytes, b: bytes, model: ScoreModel) -> float:
    """Mean over the draws of sigmoid(k * (a - b)). With a and b exchanged it is 1 minus this."""
    difference = unpacked(a) - unpacked(b)
    if not difference.size:
        raise IncomparableError("both need their draws")
    over_half = sigmoid(np.abs(difference) * model.comparison.k) - 0.5
    return 0.5 + fsum((np.sign(difference) * over_half).tolist()) / difference.size


def close_gap(model: ScoreModel) -> int:
    """The largest difference in whole points that is too close to call by the judges' doubt alone:
    for "anyone from 44 to 64 is too close to you"."""
    odds = model.comparison.threshold / (1.0 - model.comparison.threshold)
    gap = float(log1p(np.array([odds - 1.0]))[0]) / model.comparison.k
    return int(np.ceil(gap)) - 1


def _higher(probability: float, points: int, model: ScoreModel) -> Side | None:
    """Draws and scores have to agree, so that nobody is called higher with the lower score."""
    if probability >= model.comparison.threshold and points > 0:
        return Side.A
    if 1.0 - probability >= model.comparison.threshold and points < 0:
        return Side.B
    return None


def _factor_reading(
    a: ScoreResult, b: ScoreResult, factor: Factor, model: ScoreModel
) -> FactorReading:
    """The rule for one factor is the rule for the score: its difference in points, taken alone,
    would have to convince as many judges."""
    ours, theirs = a.factor(factor), b.factor(factor)
    if not (ours.measured and theirs.measured):
        return FactorReading(factor, None, None)
    points = ours.points - theirs.points
    side = Side.A if points > 0 else Side.B
    return FactorReading(factor, points, side if abs(points) > close_gap(model) else None)
