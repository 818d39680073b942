"""One frozen score model: every number that the score depends on, read from one JSON file.

The file is loaded, never edited. ``fit`` is None where the weights are by judgement.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from pathlib import Path
from typing import Any

from apps.scoring.engine.codec import CodecError, from_plain, to_plain
from apps.scoring.engine.fitted import Fit
from apps.scoring.engine.kinds import (
    ENGAGEMENT_KINDS,
    FACTORS,
    NETWORK_KINDS,
    REACH_KINDS,
    Factor,
    SignalKind,
)
from apps.scoring.engine.limits import (
    network_problems,
    point_problems,
    range_problems,
    trust_problems,
)
from apps.scoring.engine.parameters import (
    Activity,
    Authenticity,
    Comparison,
    Gates,
    Interactors,
    IntervalParameters,
    NetworkParameters,
    Reference,
    WeightBounds,
)


class ModelError(ValueError):
    """A file that is no valid score model. The message names the field."""


@dataclass(frozen=True)
class Leaf:
    factor: Factor
    network: str
    kind: SignalKind
    kappa: float


@dataclass(frozen=True)
class ScoreModel:
    version: str
    source: str
    window_days: float
    half_life_days: float
    skew_hours: float
    prior_shares: Mapping[Factor, float]
    beta: Mapping[Factor, float]
    scale: Mapping[Factor, float]  # s_f
    clip: Mapping[Factor, float]  # highest phi_f
    a: float
    b: float
    networks: Mapping[str, NetworkParameters]
    activity: Activity
    interactors: Interactors
    authenticity: Authenticity
    gates: Gates
    interval: IntervalParameters
    comparison: Comparison
    weight_bounds: WeightBounds
    reference: Reference
    seed: int
    beta_draws: tuple[tuple[float, float, float], ...]
    fit: Fit | None = None

    @cached_property
    def leaves(self) -> tuple[Leaf, ...]:
        """All leaves in their fixed order: by factor, then network, then kind."""
        return tuple(leaf for factor in FACTORS for leaf in self._leaves_of(factor))

    def _leaves_of(self, factor: Factor) -> list[Leaf]:
        leaves: list[Leaf] = []
        for name, network in sorted(self.networks.items()):
            kappas = _kappas(network, factor)
            leaves += [Leaf(factor, name, kind, kappa) for kind, kappa in kappas.items()]
        return leaves

    @cached_property
    def row(self) -> Mapping[tuple[Factor, str, SignalKind], int]:
        """The row of each leaf in arrays of shape (leaves, candidates)."""
        return {(leaf.factor, leaf.network, leaf.kind): i for i, leaf in enumerate(self.leaves)}

    @cached_property
    def rows(self) -> Mapping[Factor, slice]:
        """The rows of each factor."""
        places = {f: [i for i, leaf in enumerate(self.leaves) if leaf.factor is f] for f in FACTORS}
        return {factor: slice(rows[0], rows[-1] + 1) for factor, rows in places.items()}

    @property
    def points_per_z(self) -> float:
        return 99.0 / (self.b - self.a)

    @property
    def base(self) -> float:
        """Where the scale starts for somebody with no signal at all, in points."""
        return 1.0 - self.points_per_z * self.a


def _kappas(network: NetworkParameters, factor: Factor) -> dict[SignalKind, float]:
    if factor is Factor.REACH:
        return {kind: network.reach[kind].kappa for kind in REACH_KINDS if kind in network.reach}
    if factor is Factor.ENGAGEMENT:
        kinds = (kind for kind in ENGAGEMENT_KINDS if kind in network.counted)
        return dict.fromkeys(kinds, network.engagement.kappa)
    return dict.fromkeys(NETWORK_KINDS, network.network.kappa)


def parse_model(plain: Any) -> ScoreModel:
    """Raise ModelError with the field's path where ``plain`` is no valid score model."""
    try:
        model = from_plain(ScoreModel, _as_today(plain))
    except CodecError as error:
        raise ModelError(str(error)) from error
    _check(model)
    return model


def _as_today(plain: Any) -> Any:
    """prior-2 was frozen when ``fit`` was called ``figures``, and had none, and before a share of
    the average account was known."""
    if not (isinstance(plain, dict) and plain.get("version") == "prior-2"):
        return plain
    kept = {name: value for name, value in plain.items() if name != "figures"}
    interval = {"unlinked_of_average": False, **kept.get("interval", {})}
    return kept | {"fit": kept.get("fit"), "interval": interval}


def load_model(path: Path | str) -> ScoreModel:
    """Raise ModelError for a file that is missing, no JSON, or no valid score model."""
    try:
        plain = json.loads(Path(path).read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise ModelError(f"{path}: {error}") from error
    return parse_model(plain)


def model_text(model: ScoreModel) -> str:
    """The content of the model's file: one line a list of numbers."""
    text = json.dumps(to_plain(model), indent=1, ensure_ascii=False)
    return re.sub(r"\[[-\d.e,\s]+\]", lambda m: " ".join(m.group().split()), text) + "\n"


def _check(model: ScoreModel) -> None:
    for problem in _problems(model):
        raise ModelError(problem)


def _problems(model: ScoreModel) -> list[str]:
    numbers = {
        "window_days": model.window_days,
        "half_life_days": model.half_life_days,
        "b - a": model.b - model.a,
        "activity.cap": model.activity.cap,
        "activity.like_saturation": model.activity.like_saturation,
        "activity.count_saturation": model.activity.count_saturation,
        "interactors.strongest": model.interactors.strongest,
        "interactors.s0_scale": model.interactors.s0_scale,
        "interactors.s0_full": model.interactors.s0_full,
        "comparison.k": model.comparison.k,
        "weight_bounds.lowest": model.weight_bounds.lowest,
        **{f"scale.{f}": s for f, s in model.scale.items()},
        **{f"clip.{f}": s for f, s in model.clip.items()},
    }
    problems = [f"{name}: must be above 0" for name, number in numbers.items() if number <= 0]
    return problems or [*_shape_problems(model), *_sign_problems(model), *_limit_problems(model)]


def _limit_problems(model: ScoreModel) -> list[str]:
    lines = {f"beta.{f}": model.points_per_z * model.beta[f] * model.clip[f] for f in FACTORS}
    parts = (model.interactors, model.interval, model.comparison, model.weight_bounds)
    return [
        *network_problems(model.networks),
        *trust_problems(model.authenticity),
        *range_problems(*parts),
        *point_problems(lines | {"a": model.base}),
    ]


def _shape_problems(model: ScoreModel) -> list[str]:
    tables = {"prior_shares": model.prior_shares, "beta": model.beta, "scale": model.scale}
    tables |= {"clip": model.clip}
    problems = [
        f"{name}: needs all factors" for name, t in tables.items() if set(t) != set(FACTORS)
    ]
    quantiles: dict[str, tuple[float, ...]] = {"score": model.reference.score}
    quantiles |= {factor.value: table for factor, table in model.reference.phi.items()}
    for name, table in quantiles.items():
        if len(table) != 101 or any(x > y for x, y in pairwise(table)):
            problems.append(f"reference.{name}: needs 101 rising quantiles")
    if len(model.reference.phi) != len(FACTORS):
        problems.append("reference.phi: needs all factors")
    if not 0 <= model.interval.low_rank < model.interval.high_rank < len(model.beta_draws):
        problems.append("interval: ranks must lie within the draws of beta")
    if not model.networks or not all(network.reach for network in model.networks.values()):
        problems.append("networks: each needs a kappa for at least one kind of reach")
    if set(model.activity.weights) != set(ENGAGEMENT_KINDS):
        problems.append("activity.weights: needs all kinds of interaction")
    return problems


def _sign_problems(model: ScoreModel) -> list[str]:
    kappas = [leaf.kappa for leaf in model.leaves]
    draws = [number for draw in model.beta_draws for number in draw]
    weights = [*model.activity.weights.values(), model.activity.post_cost]
    weights += [model.activity.post_grace, model.activity.count_discount, model.interactors.mu]
    groups = {"kappa": kappas, "beta": [*model.beta.values()], "beta_draws": draws}
    groups |= {"activity": weights, "interval": [model.interval.unlinked_most]}
    return [f"{name}: must not be negative" for name, group in groups.items() if min(group) < 0]
