"""What reading X costs: counted before a call, settled after it, and never more than was set."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
import stamina
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from apps.connections.networks import budget
from apps.connections.networks.adapter import Credential
from apps.connections.networks.errors import BudgetSpent, Gone, RateLimited, Transient
from apps.connections.networks.x import checks, spending
from apps.connections.networks.x.adapter import ADAPTER
from apps.connections.networks.x.spending import cycle_ends
from apps.connections.observations import Interaction, Post
from apps.sandbox.standin.faults import Fault
from apps.sandbox.x.standin import STANDIN
from tests.networks.x.test_adapter import credential_for, ordinary, since

faults = STANDIN.faults
DOLLAR = 1_000_000
POST, USER = 5_000, 10_000
START = datetime(2026, 1, 1, tzinfo=UTC)
MOMENTS = st.integers(0, 14 * 365 * 86_400).map(lambda seconds: START + timedelta(seconds=seconds))


def set_x(settings: Settings, **options: object) -> None:
    settings.NETWORKS = {**settings.NETWORKS, "x": {**settings.NETWORKS["x"], **options}}


@pytest.fixture(autouse=True)
def stand_in(live_server: LiveServer, settings: Settings) -> Iterator[None]:
    set_x(settings, API_URL=f"{live_server.url}/sandbox/x", TIMEOUT=30.0)
    settings.SANDBOX_RATE_FACTOR = 100
    stamina.set_testing(True, attempts=3)
    yield
    stamina.set_testing(False)


@pytest.fixture
def ada() -> Credential:
    return credential_for(ordinary(3_000, 9_000))


def spent() -> int:
    ledger = spending.ledger()
    return budget.spent(ledger.pot, resets_at=ledger.resets_at)


def read(who: Credential) -> tuple[list[Post], list[Interaction]]:
    posts = [p for page in ADAPTER.posts(who, since=since()) for p in page.items]
    pages = ADAPTER.interactions(who, posts=posts, since=since())
    return posts, [act for page in pages for act in page.items]


def test_a_profile_costs_one_user(ada: Credential) -> None:
    ADAPTER.profile(ada)
    assert spent() == USER


def test_posts_cost_what_was_shown_and_not_what_was_asked_for(ada: Credential) -> None:
    newest = next(ADAPTER.posts(ada, since=since())).items
    before = spent()
    some_are_older = newest[2].published_at
    posts = [p for page in ADAPTER.posts(ada, since=some_are_older) for p in page.items]
    assert len(posts) == 3 < len(newest)
    assert spent() - before == len(posts) * POST


def test_who_liked_costs_a_user_each_and_who_mentioned_a_post_and_its_author(
    ada: Credential, settings: Settings
) -> None:
    set_x(settings, INTERACTOR_POSTS=1, MENTION_PAGES=1)
    posts, _ = read(ada)
    for_posts = len(posts) * POST
    _, acts = read(ada)
    by_user = sum(act.kind in ("like",) for act in acts) * USER
    assert spent() >= 2 * for_posts + 2 * by_user > 0
    assert (spent() - 2 * for_posts) % (2 * POST) == 0  # two readings that showed the same


def test_a_sample_of_followers_costs_a_user_each(ada: Credential) -> None:
    found = ADAPTER.sample_followers(ada)
    assert found is not None
    assert found.looked_at == 100
    assert spent() == 100 * USER == DOLLAR


def test_no_followers_are_asked_for_where_less_is_left_than_they_may_cost(
    ada: Credential, settings: Settings
) -> None:
    set_x(settings, MONTHLY_BUDGET=100 * USER)
    ADAPTER.profile(ada)
    faults.set(Fault.SERVER_ERROR, endpoint="followers")
    with pytest.raises(BudgetSpent):
        ADAPTER.sample_followers(ada)
    assert spent() == USER


def test_a_call_that_could_cost_more_than_is_left_is_not_made(
    ada: Credential, settings: Settings
) -> None:
    set_x(settings, MONTHLY_BUDGET=100 * POST - 1)
    ADAPTER.profile(ada)
    faults.set(Fault.SERVER_ERROR)
    with pytest.raises(BudgetSpent) as told:
        next(ADAPTER.posts(ada, since=since()))
    assert told.value.until == cycle_ends(1, datetime.now(UTC))
    assert spent() == USER


def test_without_a_budget_nothing_is_asked(ada: Credential, settings: Settings) -> None:
    set_x(settings, MONTHLY_BUDGET=0)
    faults.set(Fault.SERVER_ERROR)
    with pytest.raises(BudgetSpent):
        ADAPTER.profile(ada)
    assert spent() == 0


@pytest.mark.parametrize(
    ("fault", "error"), [(Fault.SERVER_ERROR, Transient), (Fault.ERRORS_IN_200, Gone)]
)
def test_what_x_did_not_show_is_free(ada: Credential, fault: Fault, error: type[Exception]) -> None:
    faults.set(fault)
    with pytest.raises(error):
        next(ADAPTER.posts(ada, since=since()))
    assert spent() == 0


def test_an_answer_that_was_lost_counts_once_as_the_most_that_it_can_have_cost(
    ada: Credential, settings: Settings
) -> None:
    set_x(settings, TIMEOUT=0.3)
    faults.set(Fault.HANG, seconds=0.6)
    with pytest.raises(Transient):
        next(ADAPTER.posts(ada, since=since()))
    assert spent() == 100 * POST


def test_after_a_broken_answer_the_next_try_says_what_it_cost(ada: Credential) -> None:
    faults.set(Fault.BROKEN_JSON, times=1)
    page = next(ADAPTER.posts(ada, since=since()))
    assert spent() == len(page.items) * POST


def test_who_cannot_be_reached_is_not_paid(ada: Credential, settings: Settings) -> None:
    set_x(settings, API_URL="http://127.0.0.1:9")
    with pytest.raises(Transient):
        next(ADAPTER.posts(ada, since=since()))
    assert spent() == 0


def test_the_last_call_that_x_allows_is_the_last_one_made(
    ada: Credential, settings: Settings
) -> None:
    """The answer says that nothing is left: the next call is spared, for this account and kind of
    call alone."""
    settings.SANDBOX_RATE_FACTOR = 0  # one call a window
    ADAPTER.profile(ada)
    faults.set(Fault.SERVER_ERROR, endpoint="me")
    with pytest.raises(RateLimited) as told:
        ADAPTER.profile(ada)
    assert told.value.until is not None
    assert timedelta(0) < told.value.until - datetime.now(UTC) <= timedelta(minutes=16)
    assert list(ADAPTER.posts(ada, since=since()))
    faults.clear()
    bob = credential_for(ordinary(1_000, 2_900))
    assert ADAPTER.profile(bob).reach is not None


@given(MOMENTS)
def test_a_calendar_month_ends_at_its_last_midnight(now: datetime) -> None:
    ends = cycle_ends(1, now)
    assert (ends.day, ends.hour, ends.minute) == (1, 0, 0)
    assert timedelta(0) < ends - now <= timedelta(days=31)
    assert (ends - timedelta(microseconds=1)).month == now.month


@given(st.integers(1, 28), MOMENTS)
def test_cycles_of_any_billing_day_follow_each_other_without_a_gap(day: int, now: datetime) -> None:
    ends = cycle_ends(day, now)
    assert ends.day == day
    assert now < ends <= now + timedelta(days=31)
    following = cycle_ends(day, ends)
    assert timedelta(days=28) <= following - ends <= timedelta(days=31)
    assert cycle_ends(day, ends - timedelta(microseconds=1)) == ends


def test_the_newer_spelling_shows_more_and_is_counted_so(settings: Settings) -> None:
    set_x(settings, MONTHLY_BUDGET=200 * (POST + USER) - 1)
    with spending.Purse().pay(spending.MENTIONS, past=()):
        assert spent() == 100 * (POST + USER)
    set_x(settings, POST_FIELDS="post.fields")
    with pytest.raises(BudgetSpent), spending.Purse().pay(spending.MENTIONS, past=()):
        pass


def test_what_a_call_did_not_cost_comes_back_with_the_next_one_and_at_last() -> None:
    purse = spending.Purse()
    with purse.pay(spending.LIKERS, past=()) as bill:
        bill.sent()
        bill.shown({"data": [{}, {}, {}]})
    assert spent() == 100 * USER
    with purse.pay(spending.LIKERS, past=()) as bill:
        assert spent() == 103 * USER
        bill.sent()
        bill.shown({"data": [{}]})
    purse.settle()
    purse.settle()
    assert spent() == 4 * USER


def test_an_operator_who_switches_x_on_without_a_budget_is_told(settings: Settings) -> None:
    assert checks.what_x_may_cost_is_said(None) == []
    set_x(settings, MONTHLY_BUDGET=0, BILLING_DAY=31)
    assert [each.id for each in checks.what_x_may_cost_is_said(None)] == ["x.W001", "x.E001"]
    set_x(settings, ENABLED=False)
    assert checks.what_x_may_cost_is_said(None) == []


def test_another_account_does_not_open_the_pot(ada: Credential) -> None:
    other = replace(ada, account_id="42")
    ADAPTER.profile(other)
    assert spent() == USER
