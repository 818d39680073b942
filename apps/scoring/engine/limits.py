"""Within which limits the parts of a score model have to lie, so that its promises can hold."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from apps.scoring.engine.parameters import (
    Authenticity,
    Comparison,
    Interactors,
    IntervalParameters,
    NetworkParameters,
    WeightBounds,
)

MOST_POINTS = 10_000.0  # of one line before the scale is cut: whole points are 16 bits wide


def network_problems(networks: Mapping[str, NetworkParameters]) -> Iterable[str]:
    for name, network in networks.items():
        if not 0.0 <= network.quiet_floor <= 1.0:
            yield f"networks.{name}.quiet_floor: must lie within 0 and 1"
        if network.quiet_reach is not None and network.quiet_reach <= 0:
            yield f"networks.{name}.quiet_reach: must be above 0"


def trust_problems(trust: Authenticity) -> Iterable[str]:
    if min(trust.prior_authentic, trust.shrinkage, trust.most_sampled) < 1:
        yield "authenticity: prior_authentic, shrinkage and most_sampled must be above 0"
    if trust.prior_other < 0:
        yield "authenticity.prior_other: must not be negative"


def range_problems(
    interactors: Interactors,
    interval: IntervalParameters,
    comparison: Comparison,
    bounds: WeightBounds,
) -> Iterable[str]:
    if not 0.0 <= interactors.mu <= 100.0:
        yield "interactors.mu: must lie within 0 and 100"
    if not 0.0 <= interval.missing_spread <= 1.0:
        yield "interval.missing_spread: must lie within 0 and 1"
    if not 0.5 <= comparison.threshold < 1.0:
        yield "comparison.threshold: must lie within 0.5 and 1"
    if not bounds.lowest <= 1.0 <= bounds.highest:
        yield "weight_bounds: must hold 1, the standard weight"


def point_problems(lines: Mapping[str, float]) -> Iterable[str]:
    """``lines``: the most points that each line of a sum can have."""
    for name, points in lines.items():
        if abs(points) > MOST_POINTS:
            yield f"{name}: gives more than {MOST_POINTS:.0f} points"
