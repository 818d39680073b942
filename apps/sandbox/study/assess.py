"""The engine's answer for some of a person's accounts, without the words around it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from apps.scoring.engine.amounts import amounts
from apps.scoring.engine.gates import gates
from apps.scoring.engine.interval import draw_amounts, interval, packed
from apps.scoring.engine.model import ScoreModel
from apps.scoring.engine.portable import Floats
from apps.scoring.engine.score import exact_scores, pool, saturate
from apps.scoring.engine.signals import NetworkSignals
from apps.scoring.engine.weights import STANDARD


@dataclass(frozen=True)
class Assessed:
    """``exact`` before rounding, ``phi`` of shape (3,), ``draws`` as they are stored."""

    value: int
    exact: float
    low: int
    high: int
    phi: Floats
    draws: bytes


def assess(accounts: Sequence[NetworkSignals], model: ScoreModel, key: str) -> Assessed | None:
    """As ``score_candidate`` does it; ``accounts`` by network. None where a gate is closed."""
    if not all(gate.passed for gate in gates(accounts, model)):
        return None
    x = amounts(accounts, model)
    exact = float(exact_scores(x, model)[0])
    phi = saturate(pool(x, model), model)
    value = points(exact)
    found = interval(draw_amounts(accounts, model, key, phi), value, model, STANDARD)
    return Assessed(value, exact, found.low, found.high, phi[:, 0], packed(found.draws))


def points(exact: float) -> int:
    """As scores are rounded."""
    return int(np.floor(exact + 0.5))
