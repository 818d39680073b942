"""Reading that waits for a budget: until the month is over, or until an operator raises it."""

from __future__ import annotations

from datetime import datetime, timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.utils import timezone

from apps.connections import due
from apps.connections.actions import waiting
from apps.connections.actions.reading import Outcome
from apps.connections.models import FetchState, Snapshot
from apps.connections.networks import budget
from apps.connections.networks.errors import BudgetSpent, QuotaExhausted, RateLimited
from apps.connections.networks.x import spending
from apps.core import tenancy
from apps.core.models import Due
from apps.pipeline import tasks
from tests.pipeline.people import (
    agree,
    empty_queue,
    link,
    newest_fetch,
    read,
    rows_read,
    skip_the_wait,
    work,
)
from tests.pipeline.scripted import NAME, Scripted

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def months_end() -> datetime:
    return timezone.now() + timedelta(days=19)


def test_who_waits_for_a_new_month_is_read_anew_in_it(
    network: Scripted, months_end: datetime
) -> None:
    """What was read before would be weeks older than the rest."""
    ada = agree().person
    linked = link(ada, network)
    network.faults["interactions:1"] = [BudgetSpent(until=months_end)]
    assert read(ada, linked) is Outcome.WAITING
    fetch = newest_fetch(ada)
    assert (fetch.error_code, fetch.next_try_at) == ("budget_spent", months_end)
    assert Due.objects.get(kind=due.FETCH).due_at == months_end
    assert rows_read(ada) == []
    skip_the_wait(ada)
    asked = len(network.calls)
    assert read(ada, linked) is Outcome.DONE
    assert network.calls[asked] == "profile"
    assert newest_fetch(ada).items == 43
    with tenancy.person(ada.pk):
        assert Snapshot.objects.count() == 1


def test_who_waits_for_hours_goes_on_where_it_was(network: Scripted) -> None:
    ada = agree().person
    linked = link(ada, network)
    network.faults["interactions:1"] = [BudgetSpent(until=timezone.now() + timedelta(hours=20))]
    assert read(ada, linked) is Outcome.WAITING
    skip_the_wait(ada)
    asked = len(network.calls)
    assert read(ada, linked) is Outcome.DONE
    assert network.calls[asked] == "interactions:1"


def test_an_empty_budget_of_ours_stops_who_needs_it_and_nobody_else(
    network: Scripted, months_end: datetime
) -> None:
    ada, bob = agree().person, agree().person
    network.faults["posts:1"] = [BudgetSpent(until=months_end)]
    assert read(ada, link(ada, network)) is Outcome.WAITING
    network.account_id = "4300"
    assert read(bob, link(bob, network)) is Outcome.DONE


def test_a_raised_budget_is_used_at_once(network: Scripted, months_end: datetime) -> None:
    ada, bob = agree().person, agree().person
    linked = link(ada, network)
    network.faults["posts:1"] = [BudgetSpent(until=months_end)]
    assert read(ada, linked) is Outcome.WAITING
    network.faults["posts:1"] = [RateLimited(until=timezone.now() + timedelta(minutes=9))]
    network.account_id = "4300"
    assert read(bob, link(bob, network)) is Outcome.WAITING
    empty_queue()
    assert waiting.go_on(network="wordpress") == 0
    assert waiting.go_on(network=NAME) == 1
    assert waiting.go_on(network=NAME) == 0
    network.account_id = "4100"
    tasks.dispatch_due()
    work()
    assert newest_fetch(ada).state == FetchState.DONE
    assert newest_fetch(bob).error_code == "rate_limited"


def test_an_operator_sees_what_is_spent_and_who_refuses() -> None:
    ledger = spending.ledger()
    budget.spend(ledger.pot, 12_345_678, limit=ledger.limit, resets_at=ledger.resets_at)
    budget.refused("wordpress", "ada", QuotaExhausted(until=timezone.now() + timedelta(hours=2)))
    told = StringIO()
    call_command("network_budgets", stdout=told)
    lines = told.getvalue().splitlines()
    assert any(line.startswith("x: 12.35 of 1,000,000.00 USD spent (0%)") for line in lines)
    assert any(line.startswith("youtube: 0 of 10,000 units spent") for line in lines)
    assert any(line.startswith("wordpress: refuses the whole application") for line in lines)
    assert f"{ledger.resets_at:%Y-%m-%d %H:%M}" in told.getvalue()


def test_an_operator_lets_a_network_go_on() -> None:
    told = StringIO()
    call_command("network_budgets", "--go-on", "x", stdout=told)
    assert "0 accounts that waited" in told.getvalue()
