"""What can have moved between two scores of one person, as types. ``since`` finds it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from apps.scoring.engine.history import Ago
from apps.scoring.engine.kinds import Factor, SignalKind, Unit, Why
from apps.scoring.engine.signals import Counted


class Cause(StrEnum):
    """Why the points of one line moved, as far as the two results tell."""

    COUNTED = "counted"  # more or fewer were counted
    FADED = "faded"  # as many or more, but acts count less the older they are
    FRESHER = "fresher"  # as many or fewer, but newer acts, or more of each person
    SHARED_OUT = "shared_out"  # the others of the factor moved, and all share its points
    SAMPLED = "sampled"  # another part of the followers counts after a sample
    OTHERWISE = "otherwise"  # people were counted, and now reactions, or the other way round
    MEASURED = "measured"  # not measured then
    UNMEASURED = "unmeasured"  # not measured now


class Absence(StrEnum):
    """Why there is nothing to compare with."""

    NO_SCORE = "no_score"  # nothing was scored at about that time
    TOO_LITTLE = "too_little"  # what was read did not suffice for a number


class Rest(StrEnum):
    """Points that no account gives."""

    BASE = "base"
    LIMIT = "limit"


@dataclass(frozen=True)
class Gap:
    code: ClassVar[str] = "gap"
    ago: Ago
    absence: Absence


@dataclass(frozen=True)
class FactorMove:
    """``points`` are more or fewer; ``now`` and ``then`` the factor's points, None where it was not
    measured."""

    code: ClassVar[str] = "factor_move"
    ago: Ago
    factor: Factor
    points: int
    now: int | None
    then: int | None


@dataclass(frozen=True)
class LeafMove:
    """``now`` or ``then`` is None where it was not measured; ``why`` says why it was not."""

    code: ClassVar[str] = "leaf_move"
    ago: Ago
    factor: Factor
    network: str
    kind: SignalKind
    points: int
    now: Counted | None
    then: Counted | None
    cause: Cause
    why: Why | None

    @property
    def by_people(self) -> bool:
        """Whether acts are counted by who acted, so that the numbers need the word "people"."""
        told = self.now or self.then
        by_name = told is not None and told.unit is Unit.PEOPLE
        return by_name and self.factor is Factor.ENGAGEMENT


@dataclass(frozen=True)
class FactorShare:
    factor: Factor
    points: int


@dataclass(frozen=True)
class NetworkMove:
    """A network that counts and did not, or the other way round, with all its points. ``why``: why
    it did not, or does not; None where the result does not tell."""

    code: ClassVar[str] = "network_move"
    ago: Ago
    network: str
    came: bool
    points: int
    factors: tuple[FactorShare, ...]
    why: Why | None


@dataclass(frozen=True)
class RestMove:
    """The base line, which only rounding moves, or what the ends of the scale give and take."""

    code: ClassVar[str] = "rest_move"
    ago: Ago
    rest: Rest
    points: int


@dataclass(frozen=True)
class ModelMove:
    """The whole difference where the score models differ: there is nothing to compare by line."""

    code: ClassVar[str] = "model_move"
    ago: Ago
    points: int
    now: str
    then: str


@dataclass(frozen=True)
class OtherMoves:
    """``lines`` smaller ones in one."""

    code: ClassVar[str] = "other_moves"
    points: int
    lines: int


type Move = LeafMove | NetworkMove | RestMove | ModelMove | OtherMoves
