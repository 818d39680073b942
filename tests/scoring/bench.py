"""Somebody asked of any score model: amounts, the score before rounding, the whole result."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from apps.connections.observations import Interaction, Post, Reading
from apps.scoring.engine.amounts import amounts
from apps.scoring.engine.candidate import score_candidate
from apps.scoring.engine.kinds import FACTORS
from apps.scoring.engine.model import ScoreModel
from apps.scoring.engine.portable import Floats
from apps.scoring.engine.result import ScoreResult
from apps.scoring.engine.score import exact_scores, factor_rates
from apps.scoring.engine.signals import network_signals
from apps.scoring.engine.weights import FactorWeights, multipliers
from tests.scoring.engine import MODEL
from tests.scoring.models import models
from tests.scoring.readings import NOW
from tests.scoring.strategies import Person

SLACK = 2e-6  # two steps of the grid to which scores are snapped
any_model = st.one_of(st.just(MODEL), models())
_patient = settings(
    deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much]
)
often = _patient
seldom = settings(_patient, max_examples=max(40, _patient.max_examples // 5))


def column(person: Person, model: ScoreModel) -> Floats:
    """Shape (leaves, 1)."""
    return amounts(
        [
            network_signals(
                reading,
                model=model,
                now=NOW,
                sample=person.samples.get(reading.profile.account_key),
            )
            for reading in person.readings
        ],
        model,
    )


def exact(person: Person, model: ScoreModel, weights: FactorWeights | None = None) -> float:
    """The score before rounding, without gates."""
    rates = factor_rates(model)
    if weights is not None:
        factors = multipliers(weights, model)
        rates = {factor: rates[factor] * factors[factor] for factor in FACTORS}
    return float(exact_scores(column(person, model), model, rates)[0])


def result(
    person: Person,
    model: ScoreModel,
    *,
    key: str = "somebody",
    weights: FactorWeights | None = None,
) -> ScoreResult:
    return score_candidate(
        person.readings,
        model=model,
        key=key,
        now=NOW,
        networks_consented=[reading.network for reading in person.readings],
        weights=weights,
        samples=person.samples,
    )


def changed(person: Person, change: Callable[[Reading], Reading], place: int = 0) -> Person:
    """With one of the accounts read otherwise."""
    before, after = person.readings[:place], person.readings[place + 1 :]
    return replace(person, readings=(*before, change(person.readings[place]), *after))


def with_acts(person: Person, more: Sequence[Interaction], place: int = 0) -> Person:
    return changed(person, lambda r: replace(r, interactions=r.interactions + tuple(more)), place)


def with_posts(person: Person, more: Sequence[Post], place: int = 0) -> Person:
    return changed(person, lambda r: replace(r, posts=r.posts + tuple(more)), place)
