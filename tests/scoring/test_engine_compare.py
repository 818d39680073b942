"""Two people, one person over time, and one among all."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import numpy as np
import pytest

from apps.scoring.engine.compare import (
    IncomparableError,
    Outcome,
    Side,
    close_gap,
    compare,
    probability_above,
)
from apps.scoring.engine.history import PastScore, Period, changes
from apps.scoring.engine.interval import DrawnAmounts, interval, packed, unpacked
from apps.scoring.engine.kinds import Factor
from apps.scoring.engine.percentile import percentile
from apps.scoring.engine.weights import STANDARD
from tests.scoring.engine import MODEL, scored
from tests.scoring.readings import COMMENT, NOW, Account, ada, celebrity, chidi, small


def flat(points: float) -> bytes:
    return packed(np.full(400, points))


@pytest.mark.parametrize(("gap", "share"), [(10.0, 0.645), (18.5, 0.75), (37.0, 0.90), (0.0, 0.5)])
def test_the_judges_share_follows_the_difference(gap: float, share: float) -> None:
    assert probability_above(flat(50 + gap), flat(50), MODEL) == pytest.approx(share, abs=0.005)


def test_a_comparison_turned_around_says_the_same() -> None:
    a, b = scored(ada(), key="ada"), scored(small(), key="small")
    one, other = compare(a, b, MODEL), compare(b, a, MODEL)
    assert one.probability_a + other.probability_a == 1.0
    assert (one.outcome, one.higher) == (Outcome.HIGHER, Side.A)
    assert (other.outcome, other.higher) == (Outcome.HIGHER, Side.B)
    assert one.points == -other.points


def test_a_few_points_are_too_close_to_call() -> None:
    verdict = compare(scored(ada(), key="ada"), scored(chidi(), key="chidi"), MODEL)
    assert abs(verdict.points) <= 10
    assert (verdict.outcome, verdict.higher) == (Outcome.TOO_CLOSE, None)
    assert 0.5 < verdict.probability_a < 0.65
    assert close_gap(MODEL) == 10


def test_a_factor_leads_only_by_what_would_convince_judges_alone() -> None:
    verdict = compare(scored(celebrity()), scored(chidi()), MODEL)
    by_factor = {reading.factor: reading for reading in verdict.factors}
    assert by_factor[Factor.REACH].leader is Side.A
    heard = by_factor[Factor.NETWORK]
    assert heard.points is not None
    assert abs(heard.points) <= 10
    assert heard.leader is None


def test_a_factor_that_one_did_not_measure_is_not_compared() -> None:
    blog = scored([Account("wordpress", None, 12, {COMMENT: 60}).reading()])
    readings = {r.factor: r for r in compare(blog, scored(chidi()), MODEL).factors}
    assert (readings[Factor.REACH].points, readings[Factor.REACH].leader) == (None, None)


def test_what_cannot_be_compared_is_refused() -> None:
    nobody = scored([])
    with pytest.raises(IncomparableError, match="both need a score"):
        compare(nobody, scored(ada()), MODEL)
    with pytest.raises(IncomparableError, match="score model"):
        compare(replace(scored(ada()), model="older"), scored(ada()), MODEL)
    with pytest.raises(IncomparableError, match="draws"):
        compare(replace(scored(ada()), draws=b""), replace(scored(ada()), draws=b""), MODEL)


def test_draws_keep_hundredths_in_800_bytes() -> None:
    draws = np.linspace(1, 100, 400)
    assert len(packed(draws)) == 800
    assert np.abs(unpacked(packed(draws)) - draws).max() <= 0.005 + 1e-12


def test_percentiles_rise_with_the_score_and_stay_within_1_and_99() -> None:
    places = [percentile(value, MODEL) for value in range(1, 101)]
    assert places == sorted(places)
    assert (places[0], places[-1]) == (1, 99)
    assert 40 <= percentile(round(MODEL.reference.score[50]), MODEL) <= 60


def test_an_interval_is_stretched_to_the_score() -> None:
    phi = np.full((3, 400), 1.0)
    for value in (1, 99):
        found = interval(DrawnAmounts(phi, phi), value, MODEL, STANDARD)
        assert found.low <= value <= found.high


def past(value: int, days: float, model: str = "prior-2") -> PastScore:
    return PastScore(value, value - 5, value + 5, NOW - timedelta(days=days), model)


def test_changes_are_told_by_day_week_and_month() -> None:
    history = [past(40, 31), past(48, 8), past(50, 1.01), past(54, 0)]
    told = {change.period: change.points for change in changes(history)}
    assert told == {Period.DAY: 4, Period.WEEK: 6, Period.MONTH: 14}


def test_a_gap_in_the_history_is_left_out() -> None:
    assert changes([past(40, 100), past(54, 0)]) == ()
    assert changes([past(54, 0)]) == ()
    assert changes([]) == ()


def test_a_change_of_the_model_is_said() -> None:
    (change, *_) = changes([past(40, 1, "older"), past(54, 0)])
    assert change.new_model
