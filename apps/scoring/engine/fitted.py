"""What a score model says of its own fit: data, weights, and every figure of its validation.

Figures are of pairs of accounts of which people said who is the more influential one
(``apps.scoring.fitting``). A model without this was never fitted.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from apps.scoring.engine.kinds import Factor


@dataclass(frozen=True)
class Estimate:
    """A figure with its 95 % interval, persons drawn anew."""

    value: float
    low: float
    high: float


@dataclass(frozen=True)
class Bin:
    """Pairs whose predicted probability lies from ``low`` to below ``high``: the mean prediction,
    and how often people said so."""

    low: float
    high: float
    pairs: int
    predicted: float
    observed: float

    @property
    def error(self) -> float:
        return round(abs(self.predicted - self.observed), 4)


@dataclass(frozen=True)
class Part:
    """A part of the pairs. ``auc`` is None where one side was never chosen in it."""

    name: str
    pairs: int
    auc: float | None
    accuracy: float


@dataclass(frozen=True)
class Figures:
    """How well predictions agree with people. ``by_gap``: by points between the two scores;
    ``by_followers``: by how many follow the two."""

    auc: Estimate
    accuracy: float
    log_loss: float
    calibration: tuple[Bin, ...]
    by_gap: tuple[Part, ...]
    by_followers: tuple[Part, ...]


@dataclass(frozen=True)
class Baseline:
    """Something simpler, or freer, on the same pairs. ``gain``: the model's AUC minus this one's;
    ``why_not`` says why nothing was measured."""

    name: str
    auc: Estimate | None
    accuracy: float | None
    log_loss: float | None
    gain: Estimate | None
    why_not: str = ""


@dataclass(frozen=True)
class Validation:
    """On these pairs, each predicted by a fit that saw neither person (``held_out``). ``slope``: by
    what the held-out log odds have to be multiplied to be right on average; 1 is perfect."""

    data_sha256: str
    pairs: int
    persons: int
    folds: int
    repeats: int
    slope: float
    held_out: Figures
    baselines: tuple[Baseline, ...]


@dataclass(frozen=True)
class Judged:
    """How the factors of a judged account are measured (``apps.scoring.fitting.accounts``): a list
    counts as so many followers, a mention as so many retweets, and the mean of those around an
    account is shrunk by so many people. ``scale`` and ``clip`` as in the model, ``spread`` one
    standard deviation over the judged persons."""

    list_followers: float
    mention_retweets: float
    shrink_people: float
    scale: Mapping[Factor, float]
    clip: Mapping[Factor, float]
    spread: Mapping[Factor, float]


@dataclass(frozen=True)
class Fit:
    """``beta``: log odds for one standard deviation of each factor. ``points_per_logit``: judged
    accounts stand that far apart, so that gaps between them can be told in points."""

    penalty: float
    prior: Mapping[Factor, float]
    beta: Mapping[Factor, float]
    points_per_logit: float
    draws: int
    seed: int
    code_sha256: str
    judged: Judged
    in_sample: Figures
    validation: Validation
