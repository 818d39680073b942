"""What a language has to be able to say: one method for each kind of reason.

A new kind of reason is a new method here, and mypy then names every language that lacks it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from apps.connections.observations import Metric
from apps.scoring.engine.gates import Gate
from apps.scoring.engine.history import Change
from apps.scoring.engine.kinds import Factor, SignalKind, Unit, Why
from apps.scoring.engine.moves import (
    FactorMove,
    Gap,
    LeafMove,
    ModelMove,
    NetworkMove,
    OtherMoves,
    RestMove,
)
from apps.scoring.engine.reasons import AudienceReason, CarriedReason, NotMeasuredReason
from apps.scoring.engine.result import Advice, LeafPoints, Note


@dataclass(frozen=True)
class Speaker:
    """Whom the sentences are about: with a name the third person, without it "you"."""

    name: str = ""


YOU = Speaker()


class Language(Protocol):
    """Each method gives one whole sentence, or two, with its full stop; but for the last three,
    which give what stands in a table: a metric's name, a reason, a number with its noun."""

    @property
    def code(self) -> str:
        """As in BCP 47: "en", "de"."""

    def audience(self, reason: AudienceReason, about: Speaker) -> str: ...

    def carried(self, reason: CarriedReason) -> str: ...

    def strongest(self, leaf: LeafPoints) -> str: ...

    def factor_missing(self, factor: Factor) -> str: ...

    def not_measured(self, reason: NotMeasuredReason) -> str: ...

    def gate(self, gate: Gate) -> str: ...

    def provisional(self, low: int, high: int) -> str: ...

    def limit(self, points: int) -> str: ...

    def percentile(self, percentile: int) -> str: ...

    def change(self, change: Change) -> str: ...

    def advice(self, advice: Advice) -> str: ...

    def note(self, note: Note) -> str: ...

    def gap(self, gap: Gap) -> str: ...

    def factor_move(self, move: FactorMove) -> str: ...

    def leaf_move(self, move: LeafMove) -> str: ...

    def network_move(self, move: NetworkMove) -> str: ...

    def rest_move(self, move: RestMove) -> str: ...

    def model_move(self, move: ModelMove) -> str: ...

    def other_moves(self, move: OtherMoves) -> str: ...

    def metric(self, metric: Metric) -> str: ...

    def why(self, why: Why) -> str: ...

    def quantity(self, value: int, unit: Unit, kind: SignalKind) -> str: ...
