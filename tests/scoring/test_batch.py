"""A million people's way is one person's way: the same code, the same points, from stored bytes."""

from __future__ import annotations

import struct
from dataclasses import replace
from uuid import RFC_4122, UUID

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from apps.scoring.batch.identifiers import identifiers
from apps.scoring.batch.shadowed import points_under
from apps.scoring.batch.standing import FAST, TOO_LITTLE
from apps.scoring.batch.wire import END, HEAD, KEY, NUMBER, WireError, parts_of, row_type, rows_from
from apps.scoring.engine.candidate import score_candidate
from apps.scoring.engine.fingerprint import (
    fingerprint,
    packed_amounts,
    same_amounts,
    unpacked_amounts,
)
from apps.scoring.engine.kinds import FACTORS, Factor
from apps.scoring.engine.model import ScoreModel
from apps.scoring.engine.parameters import Gates
from apps.scoring.engine.result import ScoreResult
from apps.scoring.engine.score import CHUNK, score_batch
from tests.scoring.engine import MODEL, column, scored
from tests.scoring.readings import NOW, ada, celebrity, chidi, small
from tests.scoring.strategies import Person, people

OTHER = replace(
    MODEL,
    version="other",
    beta={Factor.REACH: 0.11, Factor.ENGAGEMENT: 0.23, Factor.NETWORK: 0.05},
    scale={factor: scale * 3 for factor, scale in MODEL.scale.items()},
)
COLUMNS = {"way": NUMBER, "unmeasured": NUMBER, "amounts": ("<f8", (len(MODEL.leaves),))}
crowds = st.lists(people(), min_size=1, max_size=6)


def numbers(result: ScoreResult) -> tuple[int, ...]:
    """Value, Reach, Engagement, Network; -1 for what is not there."""
    points = {line.factor: line.points for line in result.factors if line.measured}
    value = -1 if result.value is None else result.value
    return (value, *(points.get(factor, -1) for factor in FACTORS))


def rows_of(results: list[ScoreResult]) -> np.ndarray:
    """As they come out of the database."""
    rows = np.zeros(len(results), row_type(COLUMNS))
    for row, result in zip(rows, results, strict=True):
        row["way"] = TOO_LITTLE if result.value is None else FAST
        measured = {line.factor for line in result.factors if line.measured}
        row["unmeasured"] = sum(2**bit for bit, f in enumerate(FACTORS) if f not in measured)
        if result.amounts:
            row["amounts"] = np.frombuffer(result.amounts, "<f8")
    return rows


def whole(person: Person, model: ScoreModel = MODEL) -> ScoreResult:
    return score_candidate(
        person.readings,
        model=model,
        key="somebody",
        now=NOW,
        networks_consented=[reading.network for reading in person.readings],
        samples=person.samples,
    )


@settings(max_examples=60)
@given(crowds)
def test_a_crowd_has_the_points_of_each_of_its_people(crowd: list[Person]) -> None:
    results = [whole(person) for person in crowd]
    found = points_under(rows_of(results), MODEL)
    assert [*zip(*(found[name] for name in found), strict=True)] == [numbers(r) for r in results]


@settings(max_examples=60)
@given(crowds)
def test_stored_amounts_under_another_model_are_what_reading_again_would_say(
    crowd: list[Person],
) -> None:
    before = [whole(person) for person in crowd]
    after = [whole(person, OTHER) for person in crowd]
    found = points_under(rows_of(before), OTHER)
    assert [*zip(*(found[name] for name in found), strict=True)] == [numbers(r) for r in after]


def test_one_among_very_many_has_the_points_that_they_have_alone() -> None:
    columns = np.hstack([column(somebody()) for somebody in (small, chidi, ada, celebrity)])
    crowd = np.tile(columns, CHUNK // 2)
    alone, among = score_batch(columns, MODEL), score_batch(crowd, MODEL)
    for name in ("exact", "value", "lines", "leaves"):
        expected = np.tile(getattr(alone, name), CHUNK // 2)
        assert (getattr(among, name) == expected).all()


def test_amounts_come_back_to_the_last_bit() -> None:
    x = column(ada())
    assert (unpacked_amounts(packed_amounts(x)) == x).all()
    assert packed_amounts(x) == struct.pack(f"<{len(MODEL.leaves)}d", *x[:, 0])


def test_a_score_knows_what_its_formulas_started_from() -> None:
    assert (unpacked_amounts(scored(ada()).amounts) == column(ada())).all()


def test_without_a_score_there_are_no_amounts() -> None:
    assert scored([]).amounts == b""


def test_models_with_other_weights_start_from_the_same_amounts() -> None:
    assert same_amounts(MODEL, OTHER)


@pytest.mark.parametrize(
    "changes",
    [
        {"window_days": 60.0},
        {"half_life_days": 20.0},
        {"skew_hours": 1.0},
        {"gates": Gates(10, 10, 1, 1, 1)},
        {"activity": replace(MODEL.activity, cap=3.0)},
        {"interactors": replace(MODEL.interactors, strongest=5)},
        {"authenticity": replace(MODEL.authenticity, shrinkage=1)},
        {"networks": {"x": MODEL.networks["x"]}},
        {"networks": {**MODEL.networks, "x": replace(MODEL.networks["x"], quiet_reach=None)}},
        {"networks": {**MODEL.networks, "x": replace(MODEL.networks["x"], counted={})}},
    ],
    ids=lambda changes: ", ".join(changes),
)
def test_models_that_read_otherwise_do_not(changes: dict[str, object]) -> None:
    other = replace(MODEL, **changes)  # type: ignore[arg-type]  # one field each
    assert fingerprint(other) != fingerprint(MODEL)


def test_rows_go_onto_the_wire_and_back() -> None:
    columns = {"key": KEY, "number": NUMBER}
    values = {"key": identifiers(3), "number": np.array([1, -1, 300], np.int16)}
    sent = parts_of(values, columns)
    back = rows_from([sent[:20], sent[20:]], columns)
    assert back["number"].tolist() == [1, -1, 300]
    assert (back["key"] == values["key"]).all()
    assert not len(rows_from([HEAD, END], columns))


def test_a_row_of_another_shape_is_refused() -> None:
    sent = parts_of({"number": np.array([7], np.int16)}, {"number": NUMBER})
    with pytest.raises(WireError, match="22 bytes"):
        rows_from([sent], {"key": KEY})
    with pytest.raises(WireError, match="width of number"):
        rows_from([sent.replace(b"\0\0\0\2", b"\xff\xff\xff\xff")], {"number": NUMBER})


def test_identifiers_are_of_version_7_and_differ() -> None:
    made = [UUID(bytes=each.tobytes()) for each in identifiers(1000)]
    assert {each.version for each in made} == {7}
    assert {each.variant for each in made} == {RFC_4122}
    assert len(set(made)) == 1000
