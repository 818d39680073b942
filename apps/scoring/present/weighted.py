"""The value under an opening's own weights, as pages show it: beside the standard score."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.formats import get_format

from apps.candidates.models import Opening
from apps.core.charts.scale import FACTORS
from apps.core.phrases import factor_label
from apps.scoring.engine.kinds import Factor
from apps.scoring.engine.weighted import WeightedScore


@dataclass(frozen=True, slots=True)
class Part:
    """``times``: the multiple of the standard weight, as "2" or "0.75". ``points`` are None for
    what was computed before they were kept."""

    factor: str
    label: str
    times: str
    points: int | None


@dataclass(frozen=True, slots=True)
class Weighted:
    """For templates/components/weighted.html. ``rest``: base line, floor and cap; with the points
    of the parts it adds up to ``value``."""

    opening: str
    reason: str
    value: int
    low: int
    high: int
    parts: Sequence[Part]
    rest: int | None


def weighted(found: WeightedScore | None, opening: Opening | None) -> Weighted | None:
    """``opening``: the one that the score was shared for. None for the standard weights."""
    if found is None or opening is None:
        return None
    times = {"reach": found.reach, "engagement": found.engagement, "network": found.network}
    lines = found.lines
    return Weighted(
        opening=opening.title,
        reason=opening.weights_reason,
        value=found.value,
        low=found.low,
        high=found.high,
        parts=[
            Part(f, factor_label(f), times_of(times[f]), lines.of(Factor(f)) if lines else None)
            for f in FACTORS
        ],
        rest=lines.base + lines.clipped if lines else None,
    )


def times_of(multiple: float) -> str:
    """ "2" or "0.75", with the reader's decimal mark."""
    return f"{multiple:g}".replace(".", get_format("DECIMAL_SEPARATOR"))
