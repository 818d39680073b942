"""The shipped model, and short ways to ask it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from apps.connections.observations import Reading
from apps.scoring import engine
from apps.scoring.engine.amounts import amounts
from apps.scoring.engine.candidate import score_candidate
from apps.scoring.engine.model import load_model
from apps.scoring.engine.portable import Floats
from apps.scoring.engine.result import ScoreResult
from apps.scoring.engine.score import exact_scores
from apps.scoring.engine.signals import network_signals
from apps.scoring.engine.weights import FactorWeights
from tests.scoring.readings import NOW

MODEL_FILE = Path(engine.__file__).parent / "models" / "prior-2.json"
MODEL = load_model(MODEL_FILE)


def column(readings: Sequence[Reading]) -> Floats:
    return amounts([network_signals(r, model=MODEL, now=NOW) for r in readings], MODEL)


def exact(readings: Sequence[Reading]) -> float:
    """The score before rounding, without gates."""
    return float(exact_scores(column(readings), MODEL)[0])


def scored(
    readings: Sequence[Reading],
    *,
    key: str = "somebody",
    consented: Sequence[str] | None = None,
    weights: FactorWeights | None = None,
) -> ScoreResult:
    names = [r.network for r in readings] if consented is None else consented
    return score_candidate(
        readings, model=MODEL, key=key, now=NOW, networks_consented=names, weights=weights
    )
