"""A count is a whole number; what is told instead is kept as no count, never as a number."""

from __future__ import annotations

import json
from typing import Any

import pytest

from apps.connections.networks.counts import MOST_KEPT, NO_COUNT, count, told, total
from apps.connections.networks.meta import values as graph
from apps.connections.networks.wordpress_com import parse as wordpress_com
from apps.connections.networks.youtube import values as youtube

NO_COUNTS = ["1e999", "-1e999", "-1", '"12"', "true", "false", "3.7", "12.0", "[]", "{}", "1" * 40]


def written(text: str) -> Any:
    """As it stands in an answer's JSON."""
    return json.loads(text)


@pytest.mark.parametrize("text", NO_COUNTS)
def test_what_is_no_count_is_none_and_marked(text: str) -> None:
    assert told(written(text)) == NO_COUNT
    assert count(written(text)) is None
    assert graph.told({"n": written(text)}, "n") == NO_COUNT
    assert wordpress_com.followers({"total_wpcom": written(text), "total_email": 4}) == NO_COUNT


@pytest.mark.parametrize("text", [t for t in NO_COUNTS if t != '"12"'])
def test_youtube_writes_its_counts_as_text_and_nothing_else_is_one(text: str) -> None:
    assert youtube.count({"n": written(text)}, "n") == NO_COUNT
    assert youtube.count({"n": "12"}, "n") == 12
    assert youtube.count({}, "n") is None


@pytest.mark.parametrize("number", [0, 1, 12, MOST_KEPT])
def test_a_count_is_itself(number: int) -> None:
    assert told(number) == count(number) == number


def test_nothing_told_is_nothing_and_not_zero() -> None:
    assert (told(None), count(None), total(None, None), total()) == (None, None, None, None)


def test_a_sum_is_no_count_where_a_part_is_none_or_it_is_beyond() -> None:
    assert total(1, None, 2) == 3
    assert total(1, NO_COUNT) == NO_COUNT
    assert total(MOST_KEPT, 1) == NO_COUNT
