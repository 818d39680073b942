"""Whoever fits and validates a score model at the terminal."""

from __future__ import annotations

import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from apps.scoring.engine.model import load_model
from apps.scoring.fitting.pairs import Pairs
from tests.scoring import judged


@pytest.fixture(scope="module")
def pairs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("pairs") / "pairs.csv"
    made = judged.judged(people=80, pairs=600)
    path.write_text(as_text(made))
    return path


@pytest.fixture(scope="module")
def fitted(pairs: Path) -> Path:
    out = pairs.with_name("trial-1.json")
    said(pairs, "fit_score_model", out=out)
    return out


def as_text(made: Pairs) -> str:
    chosen = made.choice.astype(int).tolist()
    return judged.text(made.features, made.a.tolist(), made.b.tolist(), chosen)


def said(pairs: Path, command: str, **options: Any) -> str:
    out = StringIO()
    call_command(command, pairs=pairs, stdout=out, ceiling=False, **options)
    return out.getvalue()


def test_the_model_that_is_written_is_one_and_bears_the_name_of_its_file(fitted: Path) -> None:
    model = load_model(fitted)
    assert model.version == "trial-1"
    assert model.fit is not None
    assert (model.fit.validation.pairs, model.fit.validation.persons) == (600, 80)
    assert len(model.beta_draws) == 400


def test_a_model_that_is_there_is_never_written_over(pairs: Path, fitted: Path) -> None:
    with pytest.raises(CommandError, match="never edited"):
        said(pairs, "fit_score_model", out=fitted)


@pytest.mark.parametrize("name", ["no such folder/model.json", "Not A Version.json"])
def test_a_place_where_it_cannot_be_written_is_refused_before_the_work(
    pairs: Path, name: str
) -> None:
    with pytest.raises(CommandError):
        said(pairs, "fit_score_model", out=pairs.parent / name)


def test_pairs_with_a_fault_are_refused_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "bad.csv").write_text("Choice\n1\n")
    for command, more in {"fit": {"out": tmp_path / "m.json"}, "validate": {}}.items():
        with pytest.raises(CommandError, match="line 1: missing columns"):
            said(tmp_path / "bad.csv", f"{command}_score_model", **more)


def test_the_validation_has_every_figure_as_text_and_as_json(pairs: Path, fitted: Path) -> None:
    text = said(pairs, "validate_score_model", model=fitted)
    for word in ("AUC", "log loss", "log followers", "log listed", "equal weights", "LightGBM"):
        assert word in text
    told = json.loads(said(pairs, "validate_score_model", model=fitted, json=True))
    assert told["fitted_to_these_pairs"] is True
    held_out = told["held_out"]["held_out"]
    assert held_out["auc"]["low"] < held_out["auc"]["value"] < held_out["auc"]["high"]
    assert sum(each["pairs"] for each in held_out["calibration"]) == pytest.approx(600, abs=3)
    assert sum(each["pairs"] for each in held_out["by_gap"]) == pytest.approx(600, abs=3)
    assert sum(each["pairs"] for each in held_out["by_followers"]) == 600
    assert 0.3 < held_out["log_loss"] < 0.7
    assert told["own_weights"]["auc"]["value"] > 0.6


def test_the_shipped_model_meets_pairs_that_it_never_saw(pairs: Path) -> None:
    told = json.loads(said(pairs, "validate_score_model", json=True))
    assert told["fitted_to_these_pairs"] is False


def test_a_missed_gate_is_named_and_can_fail_the_command(pairs: Path, fitted: Path) -> None:
    coins = pairs.with_name("coins.csv")
    made = judged.judged(people=80, pairs=600, weights=(0.0, 0.0, 0.0))
    coins.write_text(as_text(made))
    assert "With the weights that it has" in said(coins, "validate_score_model", model=fitted)
    with pytest.raises(CommandError, match="A gate is missed"):
        said(coins, "validate_score_model", model=fitted, check=True)


def test_a_model_that_was_never_fitted_has_nothing_to_validate(pairs: Path) -> None:
    shipped = Path(__file__).parents[2] / "apps" / "scoring" / "engine" / "models" / "prior-2.json"
    with pytest.raises(CommandError, match="never fitted"):
        said(pairs, "validate_score_model", model=shipped)
