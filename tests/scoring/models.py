"""Any score model that may be loaded: what holds for all inputs has to hold for each of them."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
from hypothesis import strategies as st

from apps.scoring.engine.kinds import ENGAGEMENT_KINDS, FACTORS, Counting, SignalKind
from apps.scoring.engine.limits import MOST_POINTS
from apps.scoring.engine.model import ScoreModel
from apps.scoring.engine.parameters import (
    Activity,
    Authenticity,
    Interactors,
    Kappa,
    NetworkParameters,
)
from apps.scoring.engine.reference import population
from apps.scoring.engine.score import saturate
from tests.scoring.engine import MODEL

some = st.floats(0.0, 20.0)
positive = st.floats(0.01, 20.0)
_TOTALS = population(500, 1)


@st.composite
def networks(draw: st.DrawFn, shipped: NetworkParameters) -> NetworkParameters:
    counted = {
        kind: way if kind is SignalKind.MENTION else draw(st.sampled_from([way, *Counting]))
        for kind, way in shipped.counted.items()
    }
    return NetworkParameters(
        reach={kind: Kappa(draw(some), "drawn") for kind in shipped.reach},
        engagement=Kappa(draw(some), "drawn"),
        network=Kappa(draw(some), "drawn"),
        counted=counted,
        quiet_reach=draw(st.sampled_from([None, 1, 25, 1000])),
        quiet_floor=draw(st.floats(0.0, 1.0)),
    )


activities = st.builds(
    Activity,
    weights=st.fixed_dictionaries(dict.fromkeys(ENGAGEMENT_KINDS, some)),
    cap=positive,
    like_saturation=positive,
    post_cost=some,
    post_grace=some,
    count_saturation=st.floats(1.0, 1000.0),
    count_discount=st.floats(0.0, 1.0),
)
interactors = st.builds(
    Interactors,
    strongest=st.integers(1, 40),
    mu=st.floats(0.0, 50.0),
    s0_scale=st.floats(1.0, 1000.0),
    s0_full=st.floats(1000.0, 1e6),
    wide_reach=st.integers(0, 100_000),
)
authenticities = st.builds(
    Authenticity,
    prior_authentic=st.integers(1, 20),
    prior_other=st.integers(0, 5),
    shrinkage=st.integers(1, 50),
    most_sampled=st.integers(1, 300),
)


@st.composite
def models(draw: st.DrawFn) -> ScoreModel:
    drawn = replace(
        MODEL,
        version="drawn",
        beta={f: draw(st.one_of(st.just(0.0), positive)) for f in FACTORS},
        scale={f: draw(st.floats(0.01, 1000.0)) for f in FACTORS},
        clip={f: draw(st.floats(0.5, 25.0)) for f in FACTORS},
        networks={name: draw(networks(shipped)) for name, shipped in MODEL.networks.items()},
        activity=draw(activities),
        interactors=draw(interactors),
        authenticity=draw(authenticities),
    )
    low = draw(st.floats(-5.0, 20.0))
    widest = max(drawn.beta[f] * drawn.clip[f] for f in FACTORS)
    least = 1.01 * 99.0 * max(widest, abs(low)) / MOST_POINTS
    drawn = replace(drawn, a=low, b=low + max(least, draw(st.floats(0.5, 60.0))))
    return _with_reference(drawn, draw(st.integers(0, 1000)))


def _with_reference(model: ScoreModel, seed: int) -> ScoreModel:
    phi = saturate(_TOTALS, model)
    beta = np.array([model.beta[f] for f in FACTORS])
    steps = np.linspace(0.0, 1.0, 101)
    score = np.clip(model.base + model.points_per_z * (beta @ phi), 1.0, 100.0)
    chance = np.random.default_rng(seed)
    draws = beta * chance.uniform(0.0, 2.0, (400, 3))
    reference = replace(
        model.reference,
        score=_floats(np.quantile(score, steps)),
        phi={f: _floats(np.quantile(row, steps)) for f, row in zip(FACTORS, phi, strict=True)},
    )
    rows: list[Any] = draws.tolist()
    return replace(model, reference=reference, beta_draws=tuple(tuple(row) for row in rows))


def _floats(numbers: Any) -> tuple[float, ...]:
    return tuple(float(number) for number in np.maximum.accumulate(numbers))
