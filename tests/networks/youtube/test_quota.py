"""The units of a day, which ends at midnight in California."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from apps.connections.networks import budget
from apps.connections.networks.errors import BudgetSpent, QuotaExhausted
from apps.connections.networks.youtube import quota


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("now", "midnight", "hours"),
    [
        ("2026-11-22T12:00", "2026-11-23T08:00", 24),
        ("2026-11-23T07:59:59", "2026-11-23T08:00", 24),
        ("2026-11-23T08:00", "2026-11-24T08:00", 24),
        ("2026-07-01T12:00", "2026-07-02T07:00", 24),
        ("2026-11-01T06:59", "2026-11-01T07:00", 24),
        ("2026-11-01T07:00", "2026-11-02T08:00", 25),  # clocks go back at 2 a.m.
        ("2026-11-01T09:30", "2026-11-02T08:00", 25),  # the hour that comes twice
        ("2027-03-14T08:00", "2027-03-15T07:00", 23),  # clocks go forward at 2 a.m.
        ("2027-03-14T12:00", "2027-03-15T07:00", 23),
    ],
)
def test_a_day_ends_at_midnight_in_california(now: str, midnight: str, hours: int) -> None:
    ends = quota.next_midnight(at(now))
    assert ends == at(midnight)
    assert ends.tzinfo is UTC
    begins = quota.next_midnight(ends - timedelta(hours=hours, seconds=1))
    assert ends - begins == timedelta(hours=hours)


def test_calls_are_refused_before_the_limit_is_passed_and_return_after_midnight() -> None:
    long_day, after = at("2026-11-01T09:30"), at("2026-11-02T08:00")
    for _ in range(3):
        quota.spend(limit=3, now=long_day)
    with pytest.raises(BudgetSpent) as caught:
        quota.spend(limit=3, now=long_day + timedelta(hours=22))
    assert caught.value.until == after
    assert budget.spent(quota.UNITS, resets_at=after) == 3
    quota.spend(limit=3, now=after)


def test_when_youtube_says_so_nothing_is_asked_until_midnight() -> None:
    now = datetime.now(UTC)
    quota.close(QuotaExhausted(until=quota.next_midnight(now)))
    with pytest.raises(QuotaExhausted) as caught:
        quota.spend(limit=10_000, now=now)
    assert caught.value.until == quota.next_midnight(now)


def test_an_operator_sees_the_limit_of_the_day() -> None:
    ledger = quota.ledger()
    assert ledger.limit == 10_000
    assert timedelta(0) < ledger.resets_at - datetime.now(UTC) <= timedelta(hours=25)
