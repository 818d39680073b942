"""Waiting for a network, as the person sees it: who makes them wait, and until when."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from pytest_django import Settings

from apps.accounts.models import User
from apps.connections.networks.errors import (
    BudgetSpent,
    NetworkError,
    NotThisNetwork,
    QuotaExhausted,
    RateLimited,
)
from apps.connections.networks.x.spending import cycle_ends
from apps.portal.accounts.readings import when
from tests.pipeline.conftest import network
from tests.pipeline.people import agree, link, newest_fetch, read, work
from tests.pipeline.scripted import Scripted
from tests.portal.people import link_x, sharing, signed_in

pytestmark = pytest.mark.django_db(transaction=True)
__all__ = ["network"]


def page(person: User) -> str:
    return " ".join(signed_in(person).get(reverse("me_link")).content.decode().split())


@pytest.mark.parametrize(
    ("error", "hours", "who"),
    [
        (RateLimited, 3, "Scripted asks us to wait."),
        (QuotaExhausted, 24, "Scripted asks us to wait."),
        (BudgetSpent, 3, "Our budget for Scripted is spent."),
        (BudgetSpent, 500, "Our budget for Scripted is spent."),
    ],
)
def test_the_page_says_who_makes_us_wait_and_until_when(
    network: Scripted, error: type[NetworkError], hours: int, who: str
) -> None:
    ada, until = agree().person, timezone.now() + timedelta(hours=hours)
    network.faults["posts:1"] = [error(until=until)]
    read(ada, link(ada, network))
    moment = when(until, timezone.now()).removeprefix("on ")
    assert f"{who} Goes on {moment}." in page(ada)


def test_a_reading_that_failed_says_when_it_is_tried_again(network: Scripted) -> None:
    ada = agree().person
    network.faults["posts:1"] = [NotThisNetwork()]
    read(ada, link(ada, network))
    fetch = newest_fetch(ada)
    shown = page(ada)
    assert fetch.error_code == "not_this_network"
    assert "it is tried again" in shown
    assert "{again}" not in shown


def set_budget(settings: Settings, micro_dollars: int) -> None:
    x = {**settings.NETWORKS["x"], "MONTHLY_BUDGET": micro_dollars}
    settings.NETWORKS = {**settings.NETWORKS, "x": x}


@pytest.mark.usefixtures("x")
def test_without_a_budget_x_is_not_linked_and_the_page_says_whose_fault_it_is(
    settings: Settings,
) -> None:
    _, client, _ = sharing("x")
    set_budget(settings, 0)
    told = link_x(client)
    assert "Our budget for X is spent. Nothing was linked; try again another day." in told


@pytest.mark.usefixtures("x")
def test_who_cannot_be_read_within_the_budget_of_x_waits_for_the_next_month(
    settings: Settings,
) -> None:
    _, client, _ = sharing("x")
    set_budget(settings, 100_000)  # ten cents: enough to link, not for a page of posts
    link_x(client)
    work()
    shown = " ".join(client.get(reverse("me_link")).content.decode().split())
    now = timezone.now()
    month = when(cycle_ends(1, now), now).removeprefix("on ")  # tomorrow, on a month's last day
    assert f"Our budget for X is spent. Goes on {month}." in shown
