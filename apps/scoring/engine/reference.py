"""A made-up reference population, until one of real, consenting people can be frozen instead.

Nobody in it exists. Each person has one hidden standing; the pooled amounts of the three factors
follow it with noise of their own, heavy-tailed as audiences are. Only what the prior model freezes
(quantiles, spreads) is kept; it is built once, by ``prior.py``, never while scoring.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from apps.scoring.engine.portable import Floats


@dataclass(frozen=True)
class Spread:
    """Log-normal amounts: ``median``, ``sigma`` of the natural logarithm, and how much of it is
    the person's standing (the rest is the factor's own chance). Never above ``most``."""

    median: float
    sigma: float
    standing: float
    most: float


REACH = Spread(median=900.0, sigma=3.4, standing=0.9, most=3e8)
ENGAGEMENT = Spread(median=5.0, sigma=2.2, standing=0.9, most=3e5)
NETWORK = Spread(median=4.0, sigma=1.5, standing=0.9, most=95.0)


def population(size: int, seed: int) -> Floats:
    """Pooled amounts T of shape (3, size): Reach, Engagement, Network."""
    chance = np.random.default_rng(seed)
    standing = chance.standard_normal(size)
    return np.stack([_amounts(s, standing, chance) for s in (REACH, ENGAGEMENT, NETWORK)])


def _amounts(spread: Spread, standing: Floats, chance: np.random.Generator) -> Floats:
    own = chance.standard_normal(len(standing))
    mixed = spread.standing * standing + np.sqrt(1.0 - spread.standing**2) * own
    amounts: Floats = np.minimum(spread.median * np.exp(spread.sigma * mixed), spread.most)
    return amounts
