"""The daily reading: an even load, once a day each, and no drift."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime, timedelta
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st
from uuid_utils.compat import uuid7

from apps.connections.slots import next_slot

DAY = timedelta(days=1)
START = datetime(2026, 1, 1, tzinfo=UTC)
MOMENTS = st.integers(0, 14 * 365 * 86_400).map(lambda seconds: START + timedelta(seconds=seconds))
READINGS = st.lists(st.floats(0, 11.9), min_size=1, max_size=30)  # hours that each takes


@given(st.uuids(), MOMENTS)
def test_the_next_time_is_at_least_half_a_day_away_and_below_one_and_a_half(
    connection_id: UUID, now: datetime
) -> None:
    assert DAY / 2 <= next_slot(connection_id, now) - now < 1.5 * DAY


@given(st.uuids(), MOMENTS, READINGS)
def test_whatever_a_reading_takes_the_next_is_a_day_after_its_time(
    connection_id: UUID, now: datetime, readings: list[float]
) -> None:
    at = next_slot(connection_id, now)
    for hours in readings:
        following = next_slot(connection_id, at + timedelta(hours=hours))
        assert following - at == DAY
        at = following


@given(MOMENTS)
def test_accounts_that_were_linked_at_once_are_spread_evenly_over_the_day(now: datetime) -> None:
    """As even as chance makes it: below six standard deviations of a Poisson count an hour."""
    mean = 100
    slots = [next_slot(uuid7(), now) for _ in range(24 * mean)]
    hours = Counter(slot.hour for slot in slots)
    assert len(hours) == 24
    assert all(abs(count - mean) < 6 * mean**0.5 for count in hours.values())
