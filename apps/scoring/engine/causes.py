"""Why the points of one line moved, as far as two stored results can tell."""

from __future__ import annotations

from apps.connections.observations import Metric
from apps.scoring.engine.kinds import Factor, Unit, Why
from apps.scoring.engine.missing import METRICS
from apps.scoring.engine.moves import Cause
from apps.scoring.engine.result import LeafPoints, NoteKind, ScoreResult

ROUNDING = 1  # points that a line can gain while what it counts fades
_WHOLE = 100  # of 100 followers count where no sample says otherwise


def cause(then: LeafPoints, now: LeafPoints, before: ScoreResult, result: ScoreResult) -> Cause:
    """Of a line that was measured both times."""
    points, counted = now.points - then.points, now.counted - then.counted
    if now.unit is not then.unit:
        return Cause.OTHERWISE
    if points == 0 or points * counted > 0:
        return Cause.COUNTED
    if now.factor is Factor.REACH:
        sampled = _sampled(now.network, result) - _sampled(now.network, before)
        return Cause.SAMPLED if points * sampled > 0 else Cause.SHARED_OUT
    whole = _factor_moved(now.factor, before, result)
    if points < 0:
        return Cause.FADED if whole <= 0 else Cause.SHARED_OUT
    return Cause.FRESHER if whole > 0 and points > ROUNDING else Cause.SHARED_OUT


def absent_because(leaf: LeafPoints, result: ScoreResult) -> Why | None:
    """Why ``result`` has no such line, where it says so: because it does not tell who reacts, where
    people are counted, else of the metric itself."""
    reasons = {x.metric: x.why for x in result.not_measured if x.network == leaf.network}
    own = reasons.get(_metric(leaf))
    return reasons.get(Metric.INTERACTORS, own) if leaf.unit is Unit.PEOPLE else own


def _metric(leaf: LeafPoints) -> Metric:
    if leaf.factor is Factor.REACH:
        return Metric.REACH
    if leaf.factor is Factor.NETWORK:
        return Metric.INTERACTOR_REACH
    return METRICS.get(leaf.kind, Metric.INTERACTORS)


def _sampled(network: str, result: ScoreResult) -> int:
    """How many of 100 followers count."""
    kind = NoteKind.FOLLOWERS_SHRUNK
    told = (note.number for note in result.notes if (note.kind, note.network) == (kind, network))
    return min(told, default=_WHOLE)


def _factor_moved(factor: Factor, before: ScoreResult, result: ScoreResult) -> int:
    return result.factor(factor).points - before.factor(factor).points
