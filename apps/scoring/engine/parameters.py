"""The parts of a score model, each frozen, as they stand in its JSON file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from apps.scoring.engine.kinds import Counting, Factor, SignalKind


@dataclass(frozen=True)
class Kappa:
    """How much one unit of a signal counts when networks are pooled, and who says so."""

    kappa: float
    source: str


@dataclass(frozen=True)
class NetworkParameters:
    """``counted`` says per kind of interaction whether the network tells who or only how many.
    ``quiet_reach``: an interactor with fewer followers than that counts for less, down to
    ``quiet_floor`` at none; None where a low reach says nothing about an account."""

    reach: Mapping[SignalKind, Kappa]
    engagement: Kappa
    network: Kappa
    counted: Mapping[SignalKind, Counting]
    quiet_reach: int | None
    quiet_floor: float


@dataclass(frozen=True)
class Activity:
    """Weights of the acts of one interactor, and their limits."""

    weights: Mapping[SignalKind, float]
    cap: float  # one interactor's activity counts up to this
    like_saturation: float  # decayed likes of one interactor count as l / (1 + l / this)
    post_cost: float  # reactions that each further post has to earn
    post_grace: float  # reactions that come before that
    count_saturation: float  # reactions to one post where only counts are told
    count_discount: float  # and what a reaction counts whose author is not told


@dataclass(frozen=True)
class Interactors:
    """The Network factor: S0 = 100 * ln(1 + reach / s0_scale) / ln(1 + s0_full / s0_scale)."""

    strongest: int  # K
    mu: float
    s0_scale: float
    s0_full: float
    wide_reach: int


@dataclass(frozen=True)
class Authenticity:
    """Beta prior of the authentic share of followers (whole numbers) and of its shrinkage."""

    prior_authentic: int
    prior_other: int
    shrinkage: int
    most_sampled: int


@dataclass(frozen=True)
class Gates:
    account_days: int
    activity_days: int  # instead, where the network does not tell the account's age
    posts: int
    engagers: int
    followers: int


@dataclass(frozen=True)
class IntervalParameters:
    low_rank: int  # of the sorted draws, from 0
    high_rank: int
    provisional_width: int
    unlinked_most: float  # a network not linked adds at most this share of what is linked
    unlinked_of_average: bool  # the share is of the average linked account, else of all together
    missing_spread: float  # half-width, in quantiles, of the guess for a factor not measured

    def most_of_one(self, linked: int) -> float:
        """What one network more adds at most, as a share of what ``linked`` accounts have."""
        return self.unlinked_most / (max(1, linked) if self.unlinked_of_average else 1)


@dataclass(frozen=True)
class Comparison:
    k: float
    threshold: float


@dataclass(frozen=True)
class WeightBounds:
    lowest: float
    highest: float


@dataclass(frozen=True)
class Reference:
    """Quantiles 0 %, 1 %, ..., 100 % of the reference population: of the score, of each phi."""

    source: str
    size: int
    seed: int
    score: tuple[float, ...]
    phi: Mapping[Factor, tuple[float, ...]]
