"""Results and models as JSON: strict both ways, with errors that name the place."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from apps.scoring.engine.model import ModelError, load_model, parse_model
from apps.scoring.engine.result import ResultError, ScoreResult
from apps.scoring.engine.weights import FactorWeights
from tests.scoring.engine import MODEL, MODEL_FILE, scored
from tests.scoring.readings import Account, ada, chidi


def stored(result: ScoreResult) -> dict[str, Any]:
    plain: dict[str, Any] = json.loads(json.dumps(result.to_json()))
    return plain


def plain_model() -> dict[str, Any]:
    plain: dict[str, Any] = json.loads(MODEL_FILE.read_text(encoding="utf-8"))
    return plain


def test_a_result_comes_back_from_json_as_it_was() -> None:
    for result in (
        scored(ada(), weights=FactorWeights(reach=0.5, network=2.0)),
        scored([Account("x", 3, 0).reading()]),
    ):
        back = ScoreResult.from_json(stored(result), result.draws)
        assert replace(back, amounts=result.amounts) == result


def test_a_result_that_does_not_add_up_is_refused() -> None:
    plain = stored(scored(ada()))
    plain["value"] += 1
    with pytest.raises(ResultError, match="add up"):
        ScoreResult.from_json(plain)
    plain = stored(scored(ada()))
    plain["leaves"][0]["points"] += 1
    with pytest.raises(ResultError, match="leaves"):
        ScoreResult.from_json(plain)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"surprise": 1}, "surprise: unknown"),
        ({"value": "54"}, "value: int is needed"),
        ({"value": True}, "value: int is needed"),
        ({"state": "great"}, "state: 'great'"),
        ({"at": "2026-11-22T06:00:00"}, "at: a time with its zone"),
        ({"leaves": {}}, "leaves: a list"),
        ({"value": None}, "value: there is one exactly"),
    ],
)
def test_what_is_no_result_is_refused_with_its_place(change: dict[str, Any], message: str) -> None:
    with pytest.raises(ResultError, match=message):
        ScoreResult.from_json(stored(scored(ada())) | change)


def test_a_missing_field_is_named() -> None:
    plain = stored(scored(ada()))
    del plain["gates"][0]["need"]
    with pytest.raises(ResultError, match=r"gates\[0\]\.need: missing"):
        ScoreResult.from_json(plain)


def test_a_file_that_is_no_model_says_so(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"nowhere\.json"):
        load_model(tmp_path / "nowhere.json")
    broken = tmp_path / "broken.json"
    broken.write_text("{", encoding="utf-8")
    with pytest.raises(ModelError, match=r"broken\.json"):
        load_model(broken)
    with pytest.raises(ModelError, match="an object is needed"):
        parse_model([])


@pytest.mark.parametrize(
    ("path", "value", "message"),
    [
        (("beta", "reach"), -0.1, "beta: must not be negative"),
        (("beta", "reach"), float("nan"), "beta.reach: a finite number"),
        (("scale", "reach"), 0.0, "scale.reach: must be above 0"),
        (("b",), -1.0, "b - a: must be above 0"),
        (("networks", "x", "engagement", "kappa"), "1", r"networks.x.engagement.kappa: float"),
        (("networks", "x", "counted", "like"), "guess", "networks.x.counted.like: 'guess'"),
        (("networks", "x", "reach"), {}, "networks: each needs"),
        (("interval", "high_rank"), 400, "interval: ranks"),
        (("reference", "score"), [1.0, 2.0], "reference.score: needs 101"),
        (("gates", "posts"), 5.5, "gates.posts: int is needed"),
        (("seed",), None, "seed: int is needed"),
        (("networks", "x", "quiet_floor"), 1.5, "networks.x.quiet_floor: must lie within"),
        (("networks", "x", "quiet_reach"), 0, "networks.x.quiet_reach: must be above 0"),
        (("authenticity", "shrinkage"), 0, "authenticity: .* must be above 0"),
        (("authenticity", "prior_other"), -1, "authenticity.prior_other: must not"),
        (("interactors", "mu"), 101.0, "interactors.mu: must lie within"),
        (("interval", "missing_spread"), 2.0, "interval.missing_spread: must lie within"),
        (("comparison", "threshold"), 0.3, "comparison.threshold: must lie within"),
        (("weight_bounds", "lowest"), 1.2, "weight_bounds: must hold 1"),
        (("beta", "reach"), 1e6, "beta.reach: gives more than 10000 points"),
    ],
)
def test_a_wrong_model_is_refused_with_the_field(
    path: tuple[str, ...], value: object, message: str
) -> None:
    plain = plain_model()
    place = plain
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = value
    with pytest.raises(ModelError, match=message):
        parse_model(plain)


def test_the_base_line_of_the_shipped_model_is_next_to_nothing() -> None:
    assert abs(MODEL.base) < 0.5


def test_an_opening_s_weights_give_a_second_value_beside_the_standard_score() -> None:
    standard = scored(chidi())
    network = scored(chidi(), weights=FactorWeights(network=2.0, reach=0.5))
    assert network.value == standard.value
    assert standard.weighted_value is None
    assert network.weighted is not None
    assert network.weighted_value != standard.value
    same = scored(chidi(), weights=FactorWeights())
    assert same.weighted_value == same.value
    assert same.weighted is not None
    assert (same.weighted.low, same.weighted.high) == (same.low, same.high)


def test_a_weighted_value_kept_before_it_had_lines_is_still_read() -> None:
    result = scored(chidi(), weights=FactorWeights(network=2.0))
    plain = stored(result)
    del plain["weighted"]["lines"]
    back = ScoreResult.from_json(plain)
    assert result.weighted is not None
    assert back.weighted == replace(result.weighted, lines=None)


def test_a_weighted_value_that_does_not_add_up_is_refused() -> None:
    plain = stored(scored(chidi(), weights=FactorWeights(network=2.0)))
    plain["weighted"]["lines"]["leaves"][0]["points"] += 1
    with pytest.raises(ResultError, match="weighted: its lines do not add up"):
        ScoreResult.from_json(plain)


@pytest.mark.parametrize("weight", [0.49, 2.01, float("nan")])
def test_weights_outside_of_the_bounds_are_refused(weight: float) -> None:
    with pytest.raises(ValueError, match="weight of reach"):
        scored(chidi(), weights=FactorWeights(reach=weight))
