"""Somebody scored twice, a week apart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from apps.connections.observations import Reading
from apps.scoring.engine.audience import FollowerSample
from apps.scoring.engine.candidate import score_candidate
from apps.scoring.engine.history import Period
from apps.scoring.engine.kinds import SignalKind
from apps.scoring.engine.moves import LeafMove, Move
from apps.scoring.engine.result import ScoreResult
from apps.scoring.engine.since import Since, since
from tests.scoring.accounts import NETWORKS
from tests.scoring.engine import MODEL
from tests.scoring.readings import NOW

WEEK = timedelta(days=7)
LATER = NOW + WEEK


def scored_at(
    readings: Sequence[Reading],
    now: datetime = NOW,
    *,
    consented: Sequence[str] = NETWORKS,
    share: float | None = None,
) -> ScoreResult:
    keys = [reading.profile.account_key for reading in readings]
    samples = {} if share is None else {key: FollowerSample(400, int(400 * share)) for key in keys}
    return score_candidate(
        readings,
        model=MODEL,
        key="somebody",
        now=now,
        networks_consented=consented,
        samples=samples,
    )


def moved(before: ScoreResult, after: ScoreResult) -> Since:
    found = since(Period.WEEK, before, after)
    assert found is not None
    return found


def leaf(lines: Sequence[Move], network: str, kind: SignalKind) -> LeafMove:
    (found,) = [
        line
        for line in lines
        if isinstance(line, LeafMove) and (line.network, line.kind) == (network, kind)
    ]
    return found


def a_week_ago(readings: Sequence[Reading]) -> ScoreResult:
    """The result of now, as if it were a week old: nothing has faded since."""
    return replace(scored_at(readings), at=NOW - WEEK)
