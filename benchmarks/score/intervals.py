"""One person after the other, as the application scores them: with the interval and without.

Without: signals out of the readings, amounts, gates, score and contributions. With: the same and
the interval of 400 draws. Advice, percentile and lines are in neither.
"""

from __future__ import annotations

import statistics
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from apps.connections.observations import Reading
from apps.scoring.engine.amounts import amounts
from apps.scoring.engine.gates import gates
from apps.scoring.engine.interval import draw_amounts, interval
from apps.scoring.engine.model import ScoreModel
from apps.scoring.engine.score import BatchScores, pool, saturate, score_batch
from apps.scoring.engine.signals import NetworkSignals, network_signals
from apps.scoring.engine.weights import STANDARD
from benchmarks.score.arrays import seconds
from tests.readings import make_reading

BOUND = 2.5
REPEATS = 60
NOW = datetime(2026, 11, 23, tzinfo=UTC)
NETWORKS = ("x", "youtube", "instagram", "facebook", "wordpress")


@dataclass(frozen=True)
class Times:
    """Milliseconds of the processor for one person, medians of runs that took turns."""

    accounts: int
    reactions: int
    whole: float
    bare: float

    @property
    def ratio(self) -> float:
        return self.whole / self.bare


def measure(model: ScoreModel) -> list[Times]:
    """People with one, three and five accounts, and few or many who react on each."""
    return [
        _measure(model, accounts, people) for accounts in (1, 3, 5) for people in (30, 120, 1_000)
    ]


def _measure(model: ScoreModel, accounts: int, people: int) -> Times:
    readings = [make_reading(now=NOW, network=n, people=people) for n in NETWORKS[:accounts]]
    pairs = [
        (seconds(lambda: _with(readings, model)), seconds(lambda: _without(readings, model)))
        for _ in range(REPEATS)
    ]
    whole, bare = (statistics.median(side) * 1e3 for side in zip(*pairs, strict=True))
    return Times(accounts, accounts * people, whole, bare)


def _without(
    readings: Sequence[Reading], model: ScoreModel
) -> tuple[list[NetworkSignals], BatchScores]:
    accounts = [network_signals(reading, model=model, now=NOW) for reading in readings]
    assert all(gate.passed for gate in gates(accounts, model))
    return accounts, score_batch(amounts(accounts, model), model)


def _with(readings: Sequence[Reading], model: ScoreModel) -> None:
    accounts, scores = _without(readings, model)
    phi = saturate(pool(amounts(accounts, model), model), model)
    drawn = draw_amounts(accounts, model, "somebody", phi)
    interval(drawn, int(scores.value[0]), model, STANDARD)
