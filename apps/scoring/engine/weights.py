"""How much each factor weighs for one opening: a second value beside the standard score."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from apps.scoring.engine.kinds import FACTORS, Factor
from apps.scoring.engine.model import ScoreModel


@dataclass(frozen=True)
class FactorWeights:
    """Multiples of the standard weight, within the model's bounds (0.5 to 2)."""

    reach: float = 1.0
    engagement: float = 1.0
    network: float = 1.0

    def of(self, factor: Factor) -> float:
        weights: Mapping[Factor, float] = {
            Factor.REACH: self.reach,
            Factor.ENGAGEMENT: self.engagement,
            Factor.NETWORK: self.network,
        }
        return weights[factor]


STANDARD: Mapping[Factor, float] = dict.fromkeys(FACTORS, 1.0)


def multipliers(weights: FactorWeights, model: ScoreModel) -> dict[Factor, float]:
    """Scaled so that somebody at the reference's median in each factor keeps the standard score.

    Raise ValueError for a weight outside of the bounds."""
    low, high = model.weight_bounds.lowest, model.weight_bounds.highest
    for factor in FACTORS:
        if not low <= weights.of(factor) <= high:
            raise ValueError(f"the weight of {factor} has to lie between {low} and {high}")
    middle = {f: model.beta[f] * model.reference.phi[f][50] for f in FACTORS}
    weighted = sum(middle[f] * weights.of(f) for f in FACTORS)
    scale = sum(middle.values()) / weighted if weighted > 0 else 1.0
    return {factor: weights.of(factor) * scale for factor in FACTORS}


def within_bounds(weights: FactorWeights, model: ScoreModel) -> FactorWeights:
    """The nearest weights that the model allows: an opening fixes its weights under the bounds of
    its day, and a later model may have others. What was counted stands beside the value."""
    low, high = model.weight_bounds.lowest, model.weight_bounds.highest
    nearest = {factor: min(max(weights.of(factor), low), high) for factor in FACTORS}
    return FactorWeights(*(nearest[factor] for factor in FACTORS))
