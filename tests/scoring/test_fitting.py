"""A score model is fitted to what people said of pairs of accounts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from django.conf import settings
from hypothesis import given
from hypothesis import settings as examples
from hypothesis import strategies as st

from apps.scoring.engine.codec import to_plain
from apps.scoring.engine.model import ScoreModel
from apps.scoring.fitting import agreement
from apps.scoring.fitting.accounts import factors_of, judged
from apps.scoring.fitting.build import fitted_model
from apps.scoring.fitting.ceiling import NotInstalled, free
from apps.scoring.fitting.fit import differences, fit, slope
from apps.scoring.fitting.folds import cells, held_out
from apps.scoring.fitting.pairs import COLUMNS, Pairs, PairsError, parse_pairs, read_pairs
from apps.scoring.fitting.validation import SEED
from apps.scoring.released import shipped_model
from tests.scoring import judged as made_up

PAIRS = made_up.judged(people=120, pairs=900)
HEAD = ",".join(COLUMNS)
GOOD = ["1", *["5"] * 22]


def line(**changed: str) -> str:
    return ",".join({**dict(zip(COLUMNS, GOOD, strict=True)), **changed}.values())


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "line 1: missing columns: Choice"),
        (HEAD.replace("B_posts,", ""), "line 1: missing columns: B_posts"),
        (HEAD, "there is no pair in it"),
        (f"{HEAD}\n{line()}\n{line(Choice='2')}", "line 3, Choice: '2' is neither 0 nor 1"),
        (f"{HEAD}\n{line(A_posts='-1')}", "line 2, A_posts: '-1' does not lie between 0"),
        (f"{HEAD}\n{line(B_follower_count='inf')}", "line 2, B_follower_count: 'inf' does not"),
        (f"{HEAD}\n{line(A_listed_count='nan')}", "line 2, A_listed_count: 'nan' does not"),
        (f"{HEAD}\n{line(A_posts='')}", "line 2, A_posts: '' is no number"),
        (f"{HEAD}\n1,5,5", "line 2, A_listed_count: None is no number"),
        (f"{HEAD}\n{line(A_posts='many')}", "line 2, A_posts: 'many' is no number"),
    ],
)
def test_a_file_with_something_wrong_in_it_says_where(text: str, message: str) -> None:
    with pytest.raises(PairsError) as raised:
        parse_pairs(text)
    assert message in str(raised.value)


def test_a_file_that_is_not_there_or_no_text_is_refused(tmp_path: Path) -> None:
    with pytest.raises(PairsError, match="No such file"):
        read_pairs(tmp_path / "nothing.csv")
    (tmp_path / "picture.csv").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(PairsError, match="no text in UTF-8"):
        read_pairs(tmp_path / "picture.csv")


def test_the_same_person_in_many_pairs_is_one_person() -> None:
    pairs = parse_pairs("\n".join([HEAD, line(), line(A_posts="6"), line(B_posts="6")]))
    assert (len(pairs), pairs.persons) == (3, 2)


def test_columns_may_stand_in_any_order_beside_others() -> None:
    turned = [*reversed(COLUMNS), "note"]
    row = {**dict(zip(COLUMNS, GOOD, strict=True)), "note": "x", "A_posts": "7"}
    pairs = parse_pairs("\n".join([",".join(turned), ",".join(row[name] for name in turned)]))
    assert pairs.feature("posts").tolist() == [7.0, 5.0]


def told(pairs: Pairs) -> np.ndarray:
    return differences(factors_of(pairs, judged(pairs)), pairs)


def test_the_fit_finds_the_weights_that_the_judges_used() -> None:
    pairs = made_up.judged(people=400, pairs=20_000, weights=(1.0, 0.6, 0.0))
    beta = fit(told(pairs), pairs.choice)
    shares = beta / beta.sum()
    assert shares == pytest.approx([0.62, 0.36, 0.02], abs=0.05)


def test_what_people_hold_against_somebody_costs_no_points() -> None:
    pairs = made_up.judged(people=300, pairs=6000, weights=(1.0, -0.8, 0.5))
    beta = fit(told(pairs), pairs.choice)
    assert beta[1] == 0.0
    assert (beta[[0, 2]] > 0.0).all()


def test_who_of_the_two_stands_first_is_of_no_effect() -> None:
    d = told(PAIRS)
    turned = fit(-d, 1.0 - PAIRS.choice)
    assert turned == pytest.approx(fit(d, PAIRS.choice), abs=1e-6)


def test_each_pair_is_predicted_once_by_a_fit_that_saw_neither_person() -> None:
    asked_before = np.zeros(len(PAIRS), dtype=int)
    for known, asked in cells(PAIRS, seed=SEED, repeat=0):
        seen = {*PAIRS.a[known].tolist(), *PAIRS.b[known].tolist()}
        assert not seen & {*PAIRS.a[asked].tolist(), *PAIRS.b[asked].tolist()}
        asked_before += asked
    assert (asked_before == 1).all()


def test_a_model_that_only_remembers_persons_gains_nothing_by_it() -> None:
    """Each person wins or loses as such, which no feature tells."""
    pairs = made_up.judged(people=60, pairs=3000, weights=(0.0, 0.0, 0.0))
    fame = np.random.default_rng(5).normal(size=pairs.persons) * 5.0
    choice = (fame[pairs.a] > fame[pairs.b]).astype(float)

    def remembers(known: np.ndarray, asked: np.ndarray) -> np.ndarray:
        wins = np.bincount(pairs.a[known], choice[known] - 0.5, pairs.persons)
        wins -= np.bincount(pairs.b[known], choice[known] - 0.5, pairs.persons)
        more: np.ndarray = wins[pairs.a[asked]] - wins[pairs.b[asked]]
        return more

    everything = np.ones(len(pairs), dtype=bool)
    remembered = agreement.auc(remembers(everything, everything), choice)
    apart = agreement.auc(held_out(pairs, remembers, seed=1, repeat=0), choice)
    assert remembered is not None
    assert remembered > 0.95
    assert apart == pytest.approx(0.5, abs=0.001)


def test_too_few_persons_to_keep_apart_are_refused() -> None:
    few = made_up.judged(people=8, pairs=60)
    with pytest.raises(PairsError, match="too few to keep persons apart"):
        fitted_model(few, "few")


number = st.integers(0, 4)


@given(st.lists(st.tuples(number, st.booleans(), number), min_size=2, max_size=12))
def test_the_auc_is_the_share_of_couples_in_the_right_order(
    rows: list[tuple[int, bool, int]],
) -> None:
    logit = np.array([float(row[0]) for row in rows])
    choice, weight = np.array([float(row[1]) for row in rows]), np.array([row[2] for row in rows])
    right, all_of_them = 0.0, 0.0
    for up in np.flatnonzero(choice == 1.0):
        for down in np.flatnonzero(choice == 0.0):
            many = float(weight[up] * weight[down])
            all_of_them += many
            right += many * (0.5 if logit[up] == logit[down] else float(logit[up] > logit[down]))
    found = agreement.auc(logit, choice, weight.astype(float))
    assert found == (None if all_of_them == 0.0 else pytest.approx(right / all_of_them))


@examples(max_examples=30)
@given(st.integers(0, 1000))
def test_calibration_says_the_same_whoever_stands_first(seed: int) -> None:
    chance = np.random.default_rng(seed)
    logit, choice = chance.normal(size=200), (chance.random(200) < 0.6).astype(float)
    assert agreement.calibration(logit, choice) == agreement.calibration(-logit, 1.0 - choice)
    assert sum(each.pairs for each in agreement.calibration(logit, choice)) == 200


def test_odds_that_are_twice_too_steep_are_found_out() -> None:
    chance = np.random.default_rng(3)
    logit = chance.normal(size=40_000)
    choice = (chance.random(40_000) < 1.0 / (1.0 + np.exp(-logit))).astype(float)
    assert slope(2.0 * logit, choice) == pytest.approx(0.5, abs=0.02)
    worst = max(each.error for each in agreement.calibration(2.0 * logit, choice))
    assert worst > 0.04
    assert max(each.error for each in agreement.calibration(logit, choice)) < 0.02


def test_what_is_free_of_every_rule_prefers_neither_side() -> None:
    try:
        predict = free(PAIRS)
    except NotInstalled as error:
        pytest.skip(str(error))
    known = np.arange(len(PAIRS)) < 700
    one, other = np.where(known, PAIRS.a, PAIRS.b), np.where(known, PAIRS.b, PAIRS.a)
    there = predict(known, ~known)
    back = free(replace(PAIRS, a=one, b=other))(known, ~known)
    assert back == pytest.approx(-there, abs=1e-6)
    assert (agreement.auc(there, PAIRS.choice[~known]) or 0.0) > 0.6


@pytest.fixture(scope="module")
def shared_pairs() -> Pairs:
    path = settings.BASE_DIR.parent / "shared" / "data" / "peerindex" / "pairs.csv"
    if not path.exists():
        pytest.skip("../shared/data/peerindex is not there: the shipped model cannot be refitted")
    return read_pairs(path)


def test_the_shipped_model_is_what_the_command_makes_of_the_judged_pairs(
    shared_pairs: Pairs,
) -> None:
    """All but LightGBM's line, which takes longer than all the rest, and the code's own digest."""
    shipped, made = plain(shipped_model()), plain(fitted_model(shared_pairs, "x", ceiling=False))
    assert shipped.keys() == made.keys()
    differing = {name for name in shipped if shipped[name] != pytest.approx(made[name], abs=2e-3)}
    assert differing == set()


def test_nothing_of_the_judged_persons_is_in_the_shipped_model(shared_pairs: Pairs) -> None:
    """Quantiles and figures only: no row, and no list that is as long as the persons."""
    longest = max(len(each) for each in lists(to_plain(shipped_model())))
    assert longest < shared_pairs.persons


def plain(model: ScoreModel) -> dict[str, object]:
    """Every number and word of a model by its path, without what may differ."""
    return {
        path: leaf
        for path, leaf in leaves(to_plain(model), "")
        if path not in (".version", ".fit.code_sha256") and ".baselines[5]" not in path
    }


def leaves(value: object, path: str) -> Iterator[tuple[str, object]]:
    if isinstance(value, dict):
        for key, item in value.items():
            yield from leaves(item, f"{path}.{key}")
    elif isinstance(value, list):
        for place, item in enumerate(value):
            yield from leaves(item, f"{path}[{place}]")
    else:
        yield path, value


def lists(value: object) -> Iterator[list[object]]:
    items = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    if isinstance(value, list):
        yield value
    for item in items:
        yield from lists(item)
