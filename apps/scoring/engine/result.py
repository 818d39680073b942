"""The result for one person: everything that a page, an export or the API shows, frozen.

``to_json`` and ``from_json`` are exact opposites but for ``draws`` and ``amounts``, which are bytes
of their own beside the JSON.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from typing import Any

from apps.scoring.engine.codec import CodecError, from_plain, to_plain
from apps.scoring.engine.gates import Gate
from apps.scoring.engine.kinds import Factor, SignalKind, State, Unit
from apps.scoring.engine.missing import NotMeasured
from apps.scoring.engine.weighted import WeightedScore, as_kept_now


class ResultError(ValueError):
    """Stored JSON that is no result. The message names the field."""


@dataclass(frozen=True)
class FactorPoints:
    """``percentile``: of the reference population by this factor alone; None if not measured."""

    factor: Factor
    points: int
    measured: bool
    percentile: int | None


@dataclass(frozen=True)
class LeafPoints:
    """One line of the explanation: these points come from that many of these."""

    factor: Factor
    network: str
    kind: SignalKind
    points: int
    counted: int
    unit: Unit


@dataclass(frozen=True)
class NetworkPoints:
    """The same points cut by network, with what was read there. ``reach`` None: not told."""

    network: str
    points: int
    reach: int | None
    posts: int
    people: int


class AdviceKind(StrEnum):
    COMMENTERS = "commenters"
    WIDE_PEOPLE = "wide_people"
    LINK = "link"


@dataclass(frozen=True)
class Advice:
    """What the model itself answers to "what if". ``amount`` more people in the window on
    ``network``: about ``points`` more, ``low`` to ``high`` over the draws. For LINK the score may
    stay as it is, and ``interval`` is about what it would become."""

    kind: AdviceKind
    network: str
    amount: int
    points: int
    low: int
    high: int
    interval: tuple[int, int] | None


class NoteKind(StrEnum):
    COUNTS_ONLY = "counts_only"  # how many, not who: ``number`` reactions
    FOLLOWERS_UNCHECKED = "followers_unchecked"  # no sample was taken
    FOLLOWERS_SHRUNK = "followers_shrunk"  # ``number`` of 100 counted as authentic
    QUIET_PEOPLE = "quiet_people"  # ``number`` people without an audience counted for less
    REFUSED = "refused"  # ``number`` things with a time that cannot be true
    IMPLAUSIBLE = "implausible"  # ``number`` counts that cannot be true


@dataclass(frozen=True)
class Note:
    kind: NoteKind
    network: str
    number: int


@dataclass(frozen=True)
class ScoreResult:
    """``value``, ``low``, ``high`` and ``percentile`` are None exactly where the state is
    too_little. ``base + sum of factors + clipped = value``; leaves add up to their factor."""

    model: str
    at: datetime
    state: State
    value: int | None
    low: int | None
    high: int | None
    percentile: int | None
    base: int
    clipped: int
    factors: tuple[FactorPoints, ...]
    leaves: tuple[LeafPoints, ...]
    networks: tuple[NetworkPoints, ...]
    not_measured: tuple[NotMeasured, ...]
    notes: tuple[Note, ...]
    gates: tuple[Gate, ...]
    advice: tuple[Advice, ...]
    weighted: WeightedScore | None
    draws: bytes = field(default=b"", repr=False)
    amounts: bytes = field(default=b"", repr=False)  # what the formulas start from

    @property
    def weighted_value(self) -> int | None:
        return None if self.weighted is None else self.weighted.value

    def factor(self, factor: Factor) -> FactorPoints:
        """Raise LookupError where there is no score."""
        for line in self.factors:
            if line.factor is factor:
                return line
        raise LookupError(factor)

    def to_json(self) -> dict[str, Any]:
        plain: dict[str, Any] = to_plain(self)
        del plain["draws"], plain["amounts"]
        return plain

    @classmethod
    def from_json(cls, plain: object, draws: bytes = b"") -> ScoreResult:
        """Raise ResultError where ``plain`` is no result, or one that does not add up."""
        beside: dict[str, object] = {"draws": b"", "amounts": b""}
        whole = as_kept_now({**plain, **beside} if isinstance(plain, dict) else plain)
        try:
            result = from_plain(cls, whole)
        except CodecError as error:
            raise ResultError(str(error)) from error
        _check_sums(result)
        return replace(result, draws=draws)


def _check_sums(result: ScoreResult) -> None:
    if (result.value is None) is not (result.state is State.TOO_LITTLE):
        raise ResultError("value: there is one exactly where there is a score")
    if result.value is None:
        return
    factors = sum(line.points for line in result.factors)
    if result.base + factors + result.clipped != result.value:
        raise ResultError("value: the contributions do not add up")
    for line in result.factors:
        leaves = sum(leaf.points for leaf in result.leaves if leaf.factor is line.factor)
        if leaves != line.points:
            raise ResultError(f"factors.{line.factor}: its leaves do not add up")
    if result.low is None or result.high is None or not result.low <= result.value <= result.high:
        raise ResultError("low, high: have to contain the value")
    if result.weighted is not None and not result.weighted.adds_up():
        raise ResultError("weighted: its lines do not add up")
