"""Why this number: typed reasons first, sentences (sentences.py) after.

Everything is taken from the stored result, so a page needs neither readings nor model.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from apps.connections.observations import Metric
from apps.scoring.engine.gates import Gate
from apps.scoring.engine.history import Change
from apps.scoring.engine.kinds import FACTORS, Factor, State, Why
from apps.scoring.engine.result import Advice, LeafPoints, Note, ScoreResult

NEAR = 3  # factors that differ by no more points than this carry similar weight


class Size(StrEnum):
    """Of an audience, by its percentile in the reference population."""

    SMALL = "small"
    MIDDLE = "middle"
    WIDE = "wide"


@dataclass(frozen=True)
class AudienceReason:
    """``talks_back``: Engagement stands at least as high in the reference as Reach does; None where
    one of them was not measured."""

    size: Size
    talks_back: bool | None


@dataclass(frozen=True)
class CarriedReason:
    """The factors by points, largest first. ``similar``: the first two are within NEAR points."""

    factors: tuple[tuple[Factor, int], ...]
    similar: bool


@dataclass(frozen=True)
class StrongestReason:
    """The one line that adds the most."""

    leaf: LeafPoints


@dataclass(frozen=True)
class FactorMissingReason:
    factor: Factor


@dataclass(frozen=True)
class NotMeasuredReason:
    """Networks that share a reason, for one metric or, with None, as a whole."""

    networks: tuple[str, ...]
    metric: Metric | None
    why: Why


@dataclass(frozen=True)
class GateReason:
    gate: Gate


@dataclass(frozen=True)
class ProvisionalReason:
    low: int
    high: int


@dataclass(frozen=True)
class LimitReason:
    """``points`` that the floor gave (above 0) or the cap took (below)."""

    points: int


@dataclass(frozen=True)
class ChangeReason:
    change: Change


@dataclass(frozen=True)
class AdviceReason:
    advice: Advice


@dataclass(frozen=True)
class NoteReason:
    note: Note


type Reason = (
    AudienceReason
    | CarriedReason
    | StrongestReason
    | FactorMissingReason
    | NotMeasuredReason
    | GateReason
    | ProvisionalReason
    | LimitReason
    | ChangeReason
    | AdviceReason
    | NoteReason
)


@dataclass(frozen=True)
class Explanation:
    """``summary`` stands beside the number; the others each have their place on the page."""

    summary: tuple[Reason, ...]
    changes: tuple[ChangeReason, ...]
    not_measured: tuple[NotMeasuredReason, ...]
    notes: tuple[NoteReason, ...]
    advice: tuple[AdviceReason, ...]


def explain(result: ScoreResult, changes: Sequence[Change] = ()) -> Explanation:
    return Explanation(
        summary=_summary(result),
        changes=tuple(ChangeReason(change) for change in changes),
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
    return CarriedReason(tuple((line.factor, line.points) for line in ordered), similar)


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
