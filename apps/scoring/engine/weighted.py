"""The value under an opening's own factor weights: beside the standard score, never instead."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from apps.scoring.engine.kinds import Factor, SignalKind


@dataclass(frozen=True)
class WeightedLeaf:
    factor: Factor
    network: str
    kind: SignalKind
    points: int


@dataclass(frozen=True)
class WeightedLines:
    """``base``, all leaves and ``clipped`` add up to the weighted value."""

    base: int
    clipped: int
    leaves: tuple[WeightedLeaf, ...]

    def of(self, factor: Factor) -> int:
        return sum(leaf.points for leaf in self.leaves if leaf.factor is factor)

    def on(self, network: str) -> int:
        return sum(leaf.points for leaf in self.leaves if leaf.network == network)


@dataclass(frozen=True)
class WeightedScore:
    """``reach``, ``engagement``, ``network``: each a multiple of the standard weight, as it was
    counted. ``lines`` is None for what was computed before they were kept."""

    value: int
    low: int
    high: int
    reach: float
    engagement: float
    network: float
    lines: WeightedLines | None

    def adds_up(self) -> bool:
        if self.lines is None:
            return True
        points = sum(leaf.points for leaf in self.lines.leaves)
        return self.lines.base + points + self.lines.clipped == self.value


def as_kept_now(plain: object) -> object:
    """The JSON of a result that was stored before the lines were kept, with the fact that it has
    none."""
    weighted: Any = plain.get("weighted") if isinstance(plain, Mapping) else None
    if not isinstance(plain, Mapping) or not isinstance(weighted, Mapping):
        return plain
    return {**plain, "weighted": {"lines": None, **weighted}}
