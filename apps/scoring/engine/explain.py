"""Why this number: typed reasons first (``reasons``), ``sentences`` after.

Everything is taken from stored results, so a page needs neither readings nor model.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from apps.connections.observations import Metric
from apps.scoring.engine.history import Change, Period
from apps.scoring.engine.kinds import FACTORS, Factor, State, Why
from apps.scoring.engine.reasons import (
    AdviceReason,
    AudienceReason,
    CarriedReason,
    ChangeReason,
    FactorMissingReason,
    GateReason,
    LimitReason,
    NoteReason,
    NotMeasuredReason,
    Part,
    PercentileReason,
    ProvisionalReason,
    Reason,
    Size,
    StrongestReason,
)
from apps.scoring.engine.result import ScoreResult
from apps.scoring.engine.since import Since, since

NEAR = 3  # factors that differ by no more points than this carry similar weight


@dataclass(frozen=True)
class Explanation:
    """``summary`` stands beside the number; the others each have their place on the page."""

    summary: tuple[Reason, ...]
    standing: tuple[PercentileReason, ...]
    changes: tuple[ChangeReason, ...]
    since: tuple[Since, ...]
    not_measured: tuple[NotMeasuredReason, ...]
    notes: tuple[NoteReason, ...]
    advice: tuple[AdviceReason, ...]


def explain(
    result: ScoreResult,
    changes: Sequence[Change] = (),
    *,
    before: Mapping[Period, ScoreResult | None] | None = None,
) -> Explanation:
    """``before``: for each period that is asked about the result that stands for that time, None
    where there is none. ``changes``: the same as numbers alone, where the results are not at hand.
    """
    moved = [since(period, then, result) for period, then in (before or {}).items()]
    return Explanation(
        summary=_summary(result),
        standing=() if result.percentile is None else (PercentileReason(result.percentile),),
        changes=tuple(ChangeReason(change) for change in changes),
        since=tuple(each for each in moved if each is not None),
        not_measured=_not_measured(result),
        notes=tuple(NoteReason(note) for note in result.notes),
        advice=tuple(AdviceReason(advice) for advice in result.advice),
    )


def _summary(result: ScoreResult) -> tuple[Reason, ...]:
    if result.value is None or result.low is None or result.high is None:
        return tuple(GateReason(gate) for gate in result.gates if not gate.passed)
    reasons: list[Reason] = [*_audience(result), _carried(result), *_strongest(result)]
    reasons += [FactorMissingReason(line.factor) for line in result.factors if not line.measured]
    if result.state is State.PROVISIONAL:
        reasons.append(ProvisionalReason(result.low, result.high))
    if result.clipped:
        reasons.append(LimitReason(result.clipped))
    return tuple(reasons)


def _audience(result: ScoreResult) -> list[AudienceReason]:
    reach = result.factor(Factor.REACH).percentile
    if reach is None:
        return []
    engagement = result.factor(Factor.ENGAGEMENT).percentile
    size = Size.SMALL if reach < 50 else Size.MIDDLE if reach < 90 else Size.WIDE
    return [AudienceReason(size, None if engagement is None else engagement >= reach)]


def _carried(result: ScoreResult) -> CarriedReason:
    lines = [line for line in result.factors if line.measured]
    ordered = sorted(lines, key=lambda line: (-line.points, FACTORS.index(line.factor)))
    similar = len(ordered) > 1 and ordered[0].points - ordered[1].points <= NEAR
    return CarriedReason(tuple(Part(line.factor, line.points) for line in ordered), similar)


def _strongest(result: ScoreResult) -> list[StrongestReason]:
    best = max(result.leaves, key=lambda leaf: leaf.points, default=None)
    return [] if best is None or best.points == 0 else [StrongestReason(best)]


def _not_measured(result: ScoreResult) -> tuple[NotMeasuredReason, ...]:
    """Networks with the same reason stand together; the order is that of the result."""
    groups: dict[tuple[Metric | None, Why], list[str]] = {}
    for line in result.not_measured:
        groups.setdefault((line.metric, line.why), []).append(line.network)
    return tuple(
        NotMeasuredReason(tuple(dict.fromkeys(networks)), metric, why)
        for (metric, why), networks in groups.items()
    )
