"""How far one other account can move a score, whatever it does: a bound that holds for each."""

from __future__ import annotations

import numpy as np

from apps.scoring.engine.kinds import FACTORS, Factor
from apps.scoring.engine.model import ScoreModel
from apps.scoring.engine.portable import Floats, log1p, log2p
from apps.scoring.engine.score import factor_rates


def flood_bound(model: ScoreModel, totals: Floats | None = None, *, accounts: int = 1) -> float:
    """Points, before rounding, that any acts of one account can add to a score with the pooled
    amounts ``totals`` (3,); without them the worst case, somebody to whom nobody has ever reacted.
    ``accounts``: on so many accounts of the person it acts.

    It holds where the network tells who acts; where it tells only counts, a post saturates instead
    (counts.py).
    """
    return sum(flood_bounds(model, totals, accounts=accounts).values())


def flood_bounds(
    model: ScoreModel, totals: Floats | None = None, *, accounts: int = 1
) -> dict[Factor, float]:
    """The same by factor. One account adds at most log2(1 + cap) to Engagement (the ratio to posts
    has a slope of at most 1), (100 - mu) / K to Network, and nothing to Reach."""
    rates = factor_rates(model)
    engaged = float(log2p(np.array([model.activity.cap]))[0]) * _kappa(model, Factor.ENGAGEMENT)
    heard = (100.0 - model.interactors.mu) / model.interactors.strongest
    steps = {
        Factor.REACH: 0.0,
        Factor.ENGAGEMENT: engaged * accounts,
        Factor.NETWORK: heard * _kappa(model, Factor.NETWORK) * accounts,
    }
    known = np.zeros(len(FACTORS)) if totals is None else totals
    bounds = {}
    for factor, step in steps.items():
        room = model.scale[factor] + float(known[FACTORS.index(factor)])
        bounds[factor] = rates[factor] * float(log1p(np.array([step / room]))[0])
    return bounds


def _kappa(model: ScoreModel, factor: Factor) -> float:
    return max(leaf.kappa for leaf in model.leaves[model.rows[factor]])
