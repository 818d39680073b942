"""Graph's plain values, and what is none."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from apps.connections.networks.errors import NotThisNetwork
from apps.connections.networks.meta import values
from apps.connections.networks.meta.tokens import LONG, expires_at
from tests.networks.meta.answers import NOW


def test_times_are_read_in_utc() -> None:
    assert values.moment("2026-03-04T08:00:00+0000") == datetime(2026, 3, 4, 8, tzinfo=UTC)
    assert values.moment("2026-03-04T08:00:00+0200") == datetime(2026, 3, 4, 6, tzinfo=UTC)


@pytest.mark.parametrize("value", [None, "", "yesterday", 5, "0001-01-01T00:00:00+1400"])
def test_what_is_no_time_is_refused(value: object) -> None:
    with pytest.raises(NotThisNetwork):
        values.moment(value)


@pytest.mark.parametrize("node", [{}, {"id": 5}, {"id": ""}, {"id": "1/2"}, {"id": "é"}])
def test_what_is_no_id_is_refused(node: dict[str, object]) -> None:
    with pytest.raises(NotThisNetwork):
        values.node_id(node)


def test_an_unknown_count_is_never_zero() -> None:
    assert values.count({"a": True, "b": -1, "c": "5"}, "a", "b", "c") is None
    assert values.count({"b": 0}, "a", "b") == 0


@pytest.mark.parametrize("data", [{"data": 5}, {"data": ["x"]}])
def test_what_is_no_edge_is_refused(data: dict[str, object]) -> None:
    with pytest.raises(NotThisNetwork):
        list(values.items(data))


@pytest.mark.parametrize(
    ("told", "lasts"),
    [
        (5_183_944, timedelta(seconds=5_183_944)),
        (None, LONG),
        (0, LONG),
        (True, LONG),
        (10**12, LONG),
        ("3600", LONG),
    ],
)
def test_how_long_a_token_lasts(told: object, lasts: timedelta) -> None:
    assert expires_at({"expires_in": told}, now=NOW) == NOW + lasts
