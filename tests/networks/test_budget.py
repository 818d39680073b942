"""Budgets: many workers share one count, nobody passes a limit, and nothing is closed for good."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta, timezone

import pytest
from django.utils.timezone import now

from apps.connections.networks import budget
from apps.connections.networks.budget import Pot
from apps.connections.networks.errors import BudgetSpent, QuotaExhausted, RateLimited
from tests.conftest import forget_cache

MONEY = Pot("x", "money")
LIKERS = Pot("x", "liking_users", "a" * 40)


@pytest.fixture
def ends() -> datetime:
    return now().replace(minute=0, second=0, microsecond=0) + timedelta(days=3)


def spends(pot: Pot, units: int, limit: int, ends: datetime) -> bool:
    try:
        budget.spend(pot, units, limit=limit, resets_at=ends)
    except BudgetSpent:
        return False
    return True


def together(work: Callable[[int], bool], times: int) -> Counter[bool]:
    with ThreadPoolExecutor(8) as workers:
        return Counter(workers.map(work, range(times)))


def test_an_open_pot_lets_everything_through() -> None:
    budget.check(MONEY, LIKERS)
    assert budget.closed_until(LIKERS) is None


def test_a_closed_pot_refuses_until_it_opens() -> None:
    until = now() + timedelta(minutes=10)
    assert budget.close(LIKERS, until=until) == until
    with pytest.raises(RateLimited) as told:
        budget.check(MONEY, LIKERS)
    assert told.value.until == until
    assert budget.closed_until(LIKERS) == until
    budget.check(Pot("x", "liking_users", "b" * 40), Pot("x", "me", "a" * 40))


def test_of_several_closed_pots_the_one_that_opens_last_is_told() -> None:
    soon, late = now() + timedelta(minutes=1), now() + timedelta(hours=1)
    budget.close(LIKERS, until=soon)
    budget.close(MONEY, until=late, quota=True)
    for pots in ((LIKERS, MONEY), (MONEY, LIKERS)):
        with pytest.raises(QuotaExhausted) as told:
            budget.check(*pots)
        assert told.value.until == late


def test_who_closes_a_pot_for_a_shorter_time_does_not_open_it_earlier() -> None:
    late = now() + timedelta(hours=1)
    budget.close(LIKERS, until=late)
    assert budget.close(LIKERS, until=now() + timedelta(minutes=1)) == late
    assert budget.closed_until(LIKERS) == late


@pytest.mark.parametrize("off", [timedelta(days=900), timedelta(days=-900)])
def test_a_clock_that_is_off_closes_for_a_day_at_most_and_for_a_second_at_least(
    off: timedelta,
) -> None:
    wait = budget.close(LIKERS, until=now() + off) - now()
    assert timedelta(0) < wait <= timedelta(hours=25)


def test_an_answer_that_leaves_nothing_closes_the_pot_and_any_other_does_not() -> None:
    until = now() + timedelta(minutes=7)
    budget.learn(LIKERS, remaining=1, resets_at=until)
    assert budget.closed_until(LIKERS) is None
    budget.learn(LIKERS, remaining=0, resets_at=until)
    assert budget.closed_until(LIKERS) == until


def test_units_are_counted_up_to_the_limit_and_not_past_it(ends: datetime) -> None:
    assert [spends(MONEY, 40, 100, ends) for _ in range(4)] == [True, True, False, False]
    assert budget.spent(MONEY, resets_at=ends) == 80
    assert spends(MONEY, 20, 100, ends)
    assert not spends(MONEY, 1, 100, ends)
    with pytest.raises(BudgetSpent) as told:
        budget.spend(MONEY, 1, limit=100, resets_at=ends)
    assert told.value.until == ends


def test_a_limit_of_nothing_lets_nothing_through(ends: datetime) -> None:
    assert not spends(MONEY, 1, 0, ends)


def test_many_workers_at_once_spend_exactly_the_limit(ends: datetime) -> None:
    outcomes = together(lambda _: spends(MONEY, 1, 100, ends), 300)
    assert outcomes == {True: 100, False: 200}
    assert budget.spent(MONEY, resets_at=ends) == 100


def test_a_large_call_that_does_not_fit_keeps_no_small_one_out(ends: datetime) -> None:
    assert spends(MONEY, 50, 100, ends)
    outcomes = together(lambda n: spends(MONEY, 60 if n % 2 else 1, 100, ends), 80)
    assert outcomes == {True: 40, False: 40}
    assert budget.spent(MONEY, resets_at=ends) == 90


def test_what_a_call_did_not_cost_is_given_back(ends: datetime) -> None:
    budget.spend(MONEY, 100, limit=100, resets_at=ends)
    assert not spends(MONEY, 10, 100, ends)
    budget.settle(MONEY, counted=100, used=7, resets_at=ends)
    assert budget.spent(MONEY, resets_at=ends) == 7
    assert spends(MONEY, 10, 100, ends)


def test_what_a_call_cost_beyond_its_worst_case_is_counted_too(ends: datetime) -> None:
    budget.spend(MONEY, 10, limit=100, resets_at=ends)
    budget.settle(MONEY, counted=10, used=130, resets_at=ends)
    assert budget.spent(MONEY, resets_at=ends) == 130


def test_each_window_has_its_own_count(ends: datetime) -> None:
    assert spends(MONEY, 100, 100, ends)
    assert spends(MONEY, 100, 100, ends + timedelta(days=30))
    assert budget.spent(MONEY, resets_at=ends) == 100


def test_the_same_moment_in_another_time_zone_is_the_same_window() -> None:
    ends = datetime(2030, 1, 1, tzinfo=UTC)
    assert spends(MONEY, 100, 100, ends)
    assert not spends(MONEY, 100, 100, ends.astimezone(timezone(timedelta(hours=-8))))


def test_a_lost_redis_costs_the_count_and_never_makes_it_negative(ends: datetime) -> None:
    assert spends(MONEY, 100, 100, ends)
    forget_cache()
    budget.settle(MONEY, counted=100, used=0, resets_at=ends)
    assert budget.spent(MONEY, resets_at=ends) == 0
    assert spends(MONEY, 30, 100, ends)
    budget.settle(MONEY, counted=100, used=0, resets_at=ends)
    assert budget.spent(MONEY, resets_at=ends) == 0
    assert not spends(MONEY, 101, 100, ends)


def test_the_log_warns_once_when_four_fifths_are_spent(
    ends: datetime, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.WARNING):
        for _ in range(10):
            spends(MONEY, 10, 100, ends)
        assert [record.message for record in caplog.records] == ["a budget is nearly spent"]
        assert (caplog.records[0].spent, caplog.records[0].limit) == (80, 100)  # type: ignore[attr-defined]
        assert not spends(MONEY, 1, 100, ends)
        assert not spends(MONEY, 1, 100, ends)
    assert [record.message for record in caplog.records][1:] == ["a budget is wholly spent"]


def test_a_rate_is_the_accounts_and_a_quota_is_everybodys() -> None:
    until = now() + timedelta(minutes=5)
    budget.refused("x", "ada", RateLimited(until=until))
    with pytest.raises(RateLimited):
        budget.check(*budget.whole("x", "ada"))
    budget.check(*budget.whole("x", "bob"))
    budget.refused("x", "ada", QuotaExhausted(until=until))
    with pytest.raises(QuotaExhausted):
        budget.check(*budget.whole("x", "bob"))
    budget.check(*budget.whole("wordpress", "ada"))


def test_a_refusal_without_a_time_waits_a_quarter_of_an_hour() -> None:
    wait = budget.refused("x", "ada", RateLimited()) - now()
    assert timedelta(minutes=14) < wait <= timedelta(minutes=15)


def test_our_own_empty_budget_closes_nothing_so_that_raising_it_helps_at_once(
    ends: datetime,
) -> None:
    assert budget.refused("x", "ada", BudgetSpent(until=ends)) == ends
    budget.check(*budget.whole("x", "ada"))


def test_money_is_counted_only_where_the_way_is_open(ends: datetime) -> None:
    until = now() + timedelta(minutes=5)
    budget.close(LIKERS, until=until)
    other = Pot("x", "me", "a" * 40)
    with pytest.raises(RateLimited) as told:
        budget.spend(MONEY, 10, limit=100, resets_at=ends, past=(other, LIKERS))
    assert told.value.until == until
    assert budget.spent(MONEY, resets_at=ends) == 0
    budget.spend(MONEY, 10, limit=100, resets_at=ends, past=(other,))
    assert budget.spent(MONEY, resets_at=ends) == 10


def test_many_workers_close_a_pot_and_the_longest_time_holds() -> None:
    start = now() + timedelta(minutes=1)

    def closes(minutes: int) -> bool:
        budget.close(LIKERS, until=start + timedelta(minutes=minutes))
        return True

    together(closes, 40)
    assert budget.closed_until(LIKERS) == start + timedelta(minutes=39)
