"""What an explanation is made of: one type a kind of reason, with a code that never changes.

The codes and the names of the fields are what programs read; the words are in ``sentences``.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from apps.connections.observations import Metric
from apps.scoring.engine.gates import Gate
from apps.scoring.engine.history import Change
from apps.scoring.engine.kinds import Factor, Why
from apps.scoring.engine.moves import (
    FactorMove,
    Gap,
    LeafMove,
    ModelMove,
    NetworkMove,
    OtherMoves,
    RestMove,
)
from apps.scoring.engine.result import Advice, LeafPoints, Note


class Size(StrEnum):
    """Of an audience, by its percentile in the reference population."""

    SMALL = "small"
    MIDDLE = "middle"
    WIDE = "wide"


@dataclass(frozen=True)
class AudienceReason:
    """``talks_back``: Engagement stands at least as high in the reference as Reach does; None where
    one of them was not measured."""

    code: ClassVar[str] = "audience"
    size: Size
    talks_back: bool | None


@dataclass(frozen=True)
class Part:
    factor: Factor
    points: int


@dataclass(frozen=True)
class CarriedReason:
    """The factors by points, largest first. ``similar``: the first two are within NEAR points."""

    code: ClassVar[str] = "carried"
    factors: tuple[Part, ...]
    similar: bool


@dataclass(frozen=True)
class StrongestReason:
    """The one line that adds the most."""

    code: ClassVar[str] = "strongest"
    leaf: LeafPoints


@dataclass(frozen=True)
class FactorMissingReason:
    code: ClassVar[str] = "factor_missing"
    factor: Factor


@dataclass(frozen=True)
class NotMeasuredReason:
    """Networks that share a reason, for one metric or, with None, as a whole."""

    code: ClassVar[str] = "not_measured"
    networks: tuple[str, ...]
    metric: Metric | None
    why: Why


@dataclass(frozen=True)
class GateReason:
    code: ClassVar[str] = "gate"
    gate: Gate


@dataclass(frozen=True)
class ProvisionalReason:
    code: ClassVar[str] = "provisional"
    low: int
    high: int


@dataclass(frozen=True)
class LimitReason:
    """``points`` that the floor gave (above 0) or the cap took (below)."""

    code: ClassVar[str] = "limit"
    points: int


@dataclass(frozen=True)
class PercentileReason:
    """As high or higher than ``percentile`` of 100 in the reference population."""

    code: ClassVar[str] = "percentile"
    percentile: int


@dataclass(frozen=True)
class ChangeReason:
    code: ClassVar[str] = "change"
    change: Change


@dataclass(frozen=True)
class AdviceReason:
    code: ClassVar[str] = "advice"
    advice: Advice


@dataclass(frozen=True)
class NoteReason:
    code: ClassVar[str] = "note"
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
    | PercentileReason
    | ChangeReason
    | AdviceReason
    | NoteReason
    | Gap
    | FactorMove
    | LeafMove
    | NetworkMove
    | RestMove
    | ModelMove
    | OtherMoves
)
