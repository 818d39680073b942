"""The same inputs give the same bits, on every machine and in every release of prior-2.

A change here means that people's scores change: that takes a new model version, not a new number.
"""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from itertools import permutations

import numpy as np
import pytest

from apps.scoring.engine.codec import to_plain
from apps.scoring.engine.compare import compare
from apps.scoring.engine.draws import beta, bootstrap, uniforms
from apps.scoring.engine.portable import between, exp2, log1p, ordered_sums
from apps.scoring.engine.prior import prior_json
from apps.scoring.engine.score import score_batch
from apps.scoring.engine.weights import FactorWeights
from tests.scoring.engine import MODEL, column, scored
from tests.scoring.readings import ada, celebrity, chidi, small

PEOPLE = {"small": small, "chidi": chidi, "ada": ada, "celebrity": celebrity}
BITS = "d80f9ded8e247ccb"
GOLDEN = {
    "small": "1b7d16b7b19775fa",
    "chidi": "1cd609ac58f1ef4d",
    "ada": "469d306d039c34f7",
    "celebrity": "51b412ad40708475",
}
WEIGHTED = {
    "small": "cde9b0021c317eed",
    "chidi": "3ccd9e2605bbdb31",
    "ada": "92f8440540323841",
    "celebrity": "80f7169fa9cef30c",
}
COMPARED = "3a5d4379ee201fcb"


def digest(name: str) -> str:
    result = scored(PEOPLE[name](), key=name)
    text = json.dumps(result.to_json(), sort_keys=True).encode()
    return hashlib.sha256(text + result.draws).hexdigest()[:16]


def weighted_digest(name: str) -> str:
    """With advice, notes, and the value under an opening's weights with its lines."""
    weights = FactorWeights(reach=0.5, engagement=1.25, network=2.0)
    result = scored(PEOPLE[name](), key=name, weights=weights)
    return hashlib.sha256(json.dumps(result.to_json(), sort_keys=True).encode()).hexdigest()[:16]


def compared_digest() -> str:
    """All pairs: probabilities to the last bit, points, leaders by factor."""
    results = [scored(person(), key=name) for name, person in PEOPLE.items()]
    verdicts = [compare(a, b, MODEL) for a, b in permutations(results, 2)]
    told = [[v.probability_a.hex(), v.points, v.outcome, str(v.factors)] for v in verdicts]
    return hashlib.sha256(json.dumps(told).encode()).hexdigest()[:16]


def everything() -> str:
    found = {name: [digest(name), weighted_digest(name)] for name in sorted(PEOPLE)}
    return json.dumps([found, compared_digest()])


def test_the_recorded_bits_are_those_of_prior_2() -> None:
    assert MODEL.version == "prior-2"


@pytest.mark.parametrize("name", sorted(PEOPLE))
def test_the_result_is_the_recorded_one_to_the_last_bit(name: str) -> None:
    assert digest(name) == GOLDEN[name]
    assert weighted_digest(name) == WEIGHTED[name]


def test_comparisons_are_the_recorded_ones_to_the_last_bit() -> None:
    assert compared_digest() == COMPARED


@pytest.mark.parametrize("hashes", ["0", "1", "4242"])
def test_a_processor_with_other_abilities_gives_the_same_bits(hashes: str) -> None:
    """NumPy chooses its loops by processor; here a process without the newer ones, with another
    order of sets."""
    code = "from tests.scoring.test_engine_golden import everything; print(everything())"
    older = {
        **os.environ,
        "NPY_DISABLE_CPU_FEATURES": _optional_features(),
        "PYTHONHASHSEED": hashes,
    }
    told = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, env=older
    )
    assert told.stdout.strip() == everything()


def _optional_features() -> str:
    found = np.show_config(mode="dicts")["SIMD Extensions"].get("found", [])
    return " ".join(found)


def test_another_key_draws_otherwise_and_leaves_the_score_as_it_is() -> None:
    one, other = scored(ada(), key="one"), scored(ada(), key="other")
    assert one.value == other.value
    assert one.draws != other.draws


def test_one_candidate_and_many_take_the_same_way() -> None:
    columns = [column(person()) for person in PEOPLE.values()]
    together = score_batch(np.concatenate(columns * 5000, axis=1), MODEL)
    for place, alone in enumerate(score_batch(x, MODEL) for x in columns):
        assert together.exact[place::4].tolist() == [float(alone.exact[0])] * 5000
        assert (together.leaves[:, place::4] == alone.leaves).all()


def test_portable_functions_are_exact_to_the_last_bits() -> None:
    x = np.exp(np.linspace(-30, 25, 5001))
    assert np.allclose(log1p(x), np.log1p(x), rtol=1e-15, atol=0)
    y = np.linspace(-300, 300, 5001)
    assert np.allclose(exp2(y), np.exp2(y), rtol=2e-15, atol=0)
    assert float(log1p(np.array([1.0]))[0]).hex() == "0x1.62e42fefa39efp-1"
    assert exp2(np.array([0.0, -1.0, 10.0])).tolist() == [1.0, 0.5, 1024.0]


def test_portable_functions_have_the_recorded_bits() -> None:
    x = np.arange(1, 20_001, dtype=np.float64) * 0.37
    bits = log1p(x).tobytes() + exp2(-x / 50.0).tobytes()
    assert hashlib.sha256(bits).hexdigest()[:16] == BITS


def test_sums_and_places_between_are_those_of_numpy_but_for_the_last_bits() -> None:
    chance = np.random.default_rng(5)
    rows, table = np.exp(chance.normal(0, 3, (4, 999))), np.sort(chance.normal(0, 9, 101))
    assert np.allclose(ordered_sums(rows), rows.sum(axis=1), rtol=1e-13, atol=0)
    assert ordered_sums(np.zeros((4, 0))).tolist() == [0.0] * 4
    at = np.linspace(0.0, 100.0, 7001)
    assert np.allclose(between(at, table), np.interp(at, np.arange(101.0), table), atol=1e-13)


def test_chance_is_seeded_and_of_the_right_shape() -> None:
    assert uniforms(1, "purpose", 2)[0].hex() == uniforms(1, "purpose", 2)[0].hex()
    assert (bootstrap(1, "posts", 400, 7).sum(axis=1) == 7).all()
    share = beta(1, "share", 20_000, 9, 1)
    assert abs(share.mean() - 0.9) < 0.005
    assert abs(share.std() - np.sqrt(0.9 * 0.1 / 11)) < 0.005


def numbers(plain: object, place: str = "") -> Iterator[tuple[str, object]]:
    """Every value of a tree with its place."""
    if isinstance(plain, dict):
        for key, item in plain.items():
            yield from numbers(item, f"{place}.{key}")
    elif isinstance(plain, list):
        for i, item in enumerate(plain):
            yield from numbers(item, f"{place}[{i}]")
    else:
        yield place, plain


def test_the_shipped_model_is_the_one_that_the_code_builds() -> None:
    built, shipped = dict(numbers(prior_json())), dict(numbers(to_plain(MODEL)))
    assert built.keys() == shipped.keys()
    for place, value in built.items():
        exactly = not isinstance(value, float)
        assert shipped[place] == (value if exactly else pytest.approx(value, abs=2e-4)), place
