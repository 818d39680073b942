"""A score model that does not agree well enough with people, or breaks a promise, is refused."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from apps.scoring.engine.fitted import Baseline, Bin, Estimate, Fit
from apps.scoring.engine.kinds import Factor
from apps.scoring.engine.model import ScoreModel
from apps.scoring.engine.release_gates import FREE, SIMPLE, refusals
from apps.scoring.released import shipped_model

SHIPPED = shipped_model()
assert SHIPPED.fit is not None
FIT: Fit = SHIPPED.fit


def changed(**figures: Any) -> ScoreModel:
    held_out = replace(FIT.validation.held_out, **figures)
    return with_validation(held_out=held_out)


def with_validation(**parts: Any) -> ScoreModel:
    return replace(SHIPPED, fit=replace(FIT, validation=replace(FIT.validation, **parts)))


def baselines(**aucs: float | None) -> tuple[Baseline, ...]:
    names = {"simple": SIMPLE, "free": FREE}
    known = {name: None if auc is None else Estimate(auc, auc, auc) for name, auc in aucs.items()}
    return tuple(
        Baseline(names[name], auc, None, None, None, "no such library")
        for name, auc in known.items()
    )


def test_the_shipped_model_passes() -> None:
    assert refusals(SHIPPED) == ()


def test_weights_by_judgement_alone_are_refused() -> None:
    assert "fitted to nothing" in refusals(shipped_model("prior-2"))[0]


@pytest.mark.parametrize(("gain", "passes"), [(0.0149, False), (0.015, True)])
def test_it_has_to_know_more_than_followers_do(gain: float, passes: bool) -> None:
    own = FIT.validation.held_out.auc.value
    model = with_validation(baselines=baselines(simple=own - gain, free=own))
    assert (refusals(model) == ()) is passes


@pytest.mark.parametrize(("below", "passes"), [(0.0051, False), (0.005, True)])
def test_it_may_not_stay_far_below_what_is_free_of_every_rule(below: float, passes: bool) -> None:
    own = FIT.validation.held_out.auc.value
    model = with_validation(baselines=baselines(simple=0.5, free=own + below))
    assert (refusals(model) == ()) is passes


def test_what_was_not_compared_is_not_released() -> None:
    told = refusals(with_validation(baselines=baselines(simple=0.5, free=None)))
    assert told == (f"It was not compared with {FREE}: no such library.",)
    assert len(refusals(with_validation(baselines=()))) == 2


@pytest.mark.parametrize(
    ("pairs", "observed", "passes"),
    [(100, 0.591, False), (99, 0.591, True), (100, 0.61, True), (5000, 0.70, False)],
)
def test_probabilities_have_to_come_true(pairs: int, observed: float, passes: bool) -> None:
    bins = (Bin(low=0.6, high=0.7, pairs=pairs, predicted=0.65, observed=observed),)
    assert (refusals(changed(calibration=bins)) == ()) is passes


def test_a_file_in_which_more_reach_would_cost_points_is_refused() -> None:
    model = replace(SHIPPED, beta={**SHIPPED.beta, Factor.REACH: -0.1})
    assert any("lowers a score" in sentence for sentence in refusals(model))
