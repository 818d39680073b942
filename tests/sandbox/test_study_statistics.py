"""Ranks, partial correlations and intervals of the study, against numbers known otherwise."""

from __future__ import annotations

import numpy as np
import pytest

from apps.sandbox.study.statistics import (
    matched,
    partial_spearman,
    ranks,
    spearman,
    spread,
    students_t,
)


def test_equal_values_share_their_place() -> None:
    assert ranks([30, 10, 20, 10]).tolist() == [4.0, 1.5, 3.0, 1.5]


def test_only_the_order_counts() -> None:
    assert spearman([1, 2, 3, 4], [1, 10, 100, 1000]) == pytest.approx(1.0)
    assert spearman([1, 2, 3, 4], [4, 3, 2, 1]) == pytest.approx(-1.0)
    assert spearman([1, 2, 3, 4, 5], [2, 1, 4, 3, 5]) == pytest.approx(0.8)


def test_where_all_are_equal_there_is_no_correlation() -> None:
    assert np.isnan(spearman([1, 1, 1], [1, 2, 3]))


def test_the_partial_correlation_is_the_one_of_the_textbook() -> None:
    dice = np.random.default_rng(1)
    given, noise, more = dice.standard_normal((3, 5_000))
    x, y = given + noise, given + more
    xy, xz, yz = spearman(x, y), spearman(x, given), spearman(y, given)
    expected = (xy - xz * yz) / np.sqrt((1 - xz**2) * (1 - yz**2))
    assert partial_spearman(x, y, given) == pytest.approx(expected)
    assert xy > 0.4
    assert abs(partial_spearman(x, y, given)) < 0.1


def test_matching_keeps_the_values_and_takes_the_order() -> None:
    assert matched([3, 1, 2], [10, 30, 20]).tolist() == [30, 10, 20]


@pytest.mark.parametrize(("freedom", "known"), [(4, 2.776), (7, 2.365), (9, 2.262), (30, 2.042)])
def test_student_s_quantiles_are_those_of_the_tables(freedom: int, known: float) -> None:
    assert students_t(0.975, freedom) == pytest.approx(known, rel=0.01)


def test_a_spread_tells_mean_ends_and_interval() -> None:
    found = spread([1.0, 2.0, 3.0, 4.0, 5.0])
    assert (found.mean, found.lowest, found.highest) == (3.0, 1.0, 5.0)
    assert found.high - found.mean == pytest.approx(2.776 * np.sqrt(2.5 / 5), rel=0.01)


def test_one_seed_has_no_spread() -> None:
    with pytest.raises(ValueError, match="two seeds"):
        spread([1.0])
