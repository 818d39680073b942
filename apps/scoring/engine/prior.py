"""The prior model: weights by judgement, before any fit. ``models/prior-2.json`` is this, frozen.

beta_f is the factor's prior share divided by the spread of phi_f in the reference population, so
that 50/25/25 are shares of what tells people apart. The draws of beta are a Dirichlet around the
shares and stand where the bootstrap of a fit will stand.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping
from typing import Any

import numpy as np

from apps.scoring.engine.codec import to_plain
from apps.scoring.engine.kinds import FACTORS, Counting, Factor, SignalKind
from apps.scoring.engine.model import ScoreModel
from apps.scoring.engine.parameters import (
    Activity,
    Authenticity,
    Comparison,
    Gates,
    Interactors,
    IntervalParameters,
    Kappa,
    NetworkParameters,
    Reference,
    WeightBounds,
)
from apps.scoring.engine.portable import Floats, log1p
from apps.scoring.engine.reference import population

SEED = 20_261_122
SIZE = 100_000
DRAWS = 400
CONCENTRATION = 24.0  # of the Dirichlet: a standard error of a tenth for a share of one half
SHARES = {Factor.REACH: 0.5, Factor.ENGAGEMENT: 0.25, Factor.NETWORK: 0.25}
SCALE = {Factor.REACH: 150.0, Factor.ENGAGEMENT: 0.7, Factor.NETWORK: 1.5}

_JUDGED = "Prior by judgement, not fitted: "
_PEOPLE, _COUNTS = Counting.PEOPLE, Counting.COUNTS
_LIKE, _COMMENT = SignalKind.LIKE, SignalKind.COMMENT
_SHARE, _MENTION = SignalKind.SHARE, SignalKind.MENTION


def prior_model() -> ScoreModel:
    """Built anew from the made-up population; ``models/prior-2.json`` holds the same numbers."""
    phi, spread = reference_phi()
    beta = {f: _short(SHARES[f] / spread[f]) for f in FACTORS}
    z = sum(beta[f] * row for f, row in zip(FACTORS, phi, strict=True))
    a, b = _short(np.quantile(z, 0.005)), _short(np.quantile(z, 0.995))
    return ScoreModel(
        version="prior-2",
        source="Prior weights by judgement; no fit, no validation. A fitted model replaces it.",
        window_days=90.0,
        half_life_days=30.0,
        skew_hours=24.0,
        prior_shares=SHARES,
        beta=beta,
        scale=SCALE,
        clip=_reference_clip(),
        a=a,
        b=b,
        networks=_networks(),
        reference=reference_of(phi, np.clip(1.0 + 99.0 * (z - a) / (b - a), 1.0, 100.0)),
        seed=SEED,
        beta_draws=_beta_draws(spread),
        **_limits(),
    )


def reference_phi() -> tuple[Floats, dict[Factor, float]]:
    """phi of the reference population, clipped, shape (3, people), and the spread of each factor:
    one standard deviation."""
    clip = _reference_clip()
    rows = zip(FACTORS, _saturated_reference(), strict=True)
    phi = np.stack([np.minimum(row, clip[f]) for f, row in rows])
    return phi, {f: float(row.std()) for f, row in zip(FACTORS, phi, strict=True)}


def _reference_clip() -> dict[Factor, float]:
    rows = zip(FACTORS, _saturated_reference(), strict=True)
    return {f: _short(np.quantile(row, 0.995)) for f, row in rows}


@functools.cache
def _saturated_reference() -> Floats:
    rows = zip(FACTORS, population(SIZE, SEED), strict=True)
    return np.stack([log1p(row / SCALE[f]) for f, row in rows])


def prior_json() -> dict[str, Any]:
    plain: dict[str, Any] = to_plain(prior_model())
    return plain


def _short(number: Any) -> float:
    return round(float(number), 6)


def _limits() -> dict[str, Any]:
    weights = {_COMMENT: 1.0, _SHARE: 1.5, _LIKE: 0.1, _MENTION: 1.0}
    return {
        "activity": Activity(
            weights=weights,
            cap=7.0,
            like_saturation=5.0,
            post_cost=0.2,
            post_grace=5.0,
            count_saturation=200.0,
            count_discount=0.5,
        ),
        "interactors": Interactors(
            strongest=20, mu=5.0, s0_scale=200.0, s0_full=500_000.0, wide_reach=5_000
        ),
        "authenticity": Authenticity(
            prior_authentic=9, prior_other=1, shrinkage=10, most_sampled=200
        ),
        "gates": Gates(account_days=90, activity_days=60, posts=5, engagers=10, followers=100),
        "interval": IntervalParameters(
            low_rank=39,
            high_rank=360,
            provisional_width=30,
            unlinked_most=0.3,
            unlinked_of_average=False,
            missing_spread=0.25,
        ),
        "comparison": Comparison(k=0.0595, threshold=0.65),
        "weight_bounds": WeightBounds(lowest=0.5, highest=2.0),
    }


def _networks() -> dict[str, NetworkParameters]:
    followers, friends = SignalKind.FOLLOWERS, SignalKind.FRIENDS
    subscribers = SignalKind.SUBSCRIBERS
    by_people = {_COMMENT: _PEOPLE, _SHARE: _PEOPLE, _LIKE: _PEOPLE, _MENTION: _PEOPLE}
    likes_counted = {_COMMENT: _PEOPLE, _LIKE: _COUNTS}
    return {
        "facebook": _network(
            {followers: (0.8, "a page's posts reach a part"), friends: (1.0, "known in person")},
            {_COMMENT: _PEOPLE, _SHARE: _COUNTS, _LIKE: _COUNTS},
        ),
        "instagram": _network({followers: (0.9, "following costs one touch")}, likes_counted),
        "wordpress": _network(
            {followers: (1.5, "mail reaches who asked"), subscribers: (1.5, "mail reaches")},
            {_COMMENT: _PEOPLE, _LIKE: _PEOPLE},
        ),
        "wordpress_com": _network(
            {
                followers: (1.2, "of followers some read in a reader, some get mail"),
                subscribers: (1.5, "mail reaches"),
            },
            {_COMMENT: _PEOPLE, _LIKE: _PEOPLE},
        ),
        "x": _network({followers: (1.0, "the unit of all")}, by_people, quiet=(25, 0.1)),
        "youtube": _network(
            {subscribers: (1.1, "subscribing is a step more than following")}, likes_counted
        ),
    }


def _network(
    reach: Mapping[SignalKind, tuple[float, str]],
    counted: Mapping[SignalKind, Counting],
    quiet: tuple[int | None, float] = (None, 1.0),
) -> NetworkParameters:
    same = Kappa(1.0, _JUDGED + "a person who reacts counts the same everywhere.")
    return NetworkParameters(
        reach={kind: Kappa(k, f"{_JUDGED}{why}.") for kind, (k, why) in reach.items()},
        engagement=same,
        network=same,
        counted=counted,
        quiet_reach=quiet[0],
        quiet_floor=quiet[1],
    )


def reference_of(phi: Floats, score: Floats) -> Reference:
    """Quantiles of ``phi`` (3, people) and of ``score``, to be frozen."""
    steps = np.linspace(0.0, 1.0, 101)
    return Reference(
        source="Synthetic: a seeded log-normal population of nobody (reference.py).",
        size=SIZE,
        seed=SEED,
        score=_quantiles(score, steps),
        phi={f: _quantiles(row, steps) for f, row in zip(FACTORS, phi, strict=True)},
    )


def _quantiles(sample: Floats, steps: Floats) -> tuple[float, ...]:
    return tuple(round(float(q), 4) for q in np.quantile(sample, steps))


def _beta_draws(spread: Mapping[Factor, float]) -> tuple[tuple[float, float, float], ...]:
    chance = np.random.default_rng(SEED + 1)
    shares = chance.dirichlet([CONCENTRATION * SHARES[f] for f in FACTORS], DRAWS)
    shares += np.array([SHARES[f] for f in FACTORS]) - shares.mean(axis=0)
    per_factor = [np.maximum(shares[:, i], 0.0) / spread[f] for i, f in enumerate(FACTORS)]
    return tuple(
        (_short(reach), _short(engagement), _short(network))
        for reach, engagement, network in zip(*per_factor, strict=True)
    )
