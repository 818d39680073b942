"""Mara links everything that she has, and one score covers it all."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

import pytest

from apps.connections.networks.adapter import Adapter, LinkFlow
from apps.connections.networks.registry import offered
from tests import factories
from tests.browser.guest import Guest
from tests.pipeline.people import work
from tests.portal.people import ask

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
EMAIL = "mara@people.example"
HANDLE = "quartz022"
NETWORKS = {"Facebook", "Instagram", "WordPress", "WordPress.com", "X", "YouTube"}


def test_all_networks_are_linked_in_the_browser_and_the_score_names_each(
    guest: Callable[[], Guest],
) -> None:
    networks, mara = offered(), guest()
    assert {network.label for network in networks} == NETWORKS
    consents(mara, networks)
    for network in networks:
        links(mara, network)
    assert "pipeline.score_person" in work(limit=1_000)
    mara.reads("Your score is ready.")
    mara.follows("See your score")
    mara.sees("Your score, Mara")
    for network in networks:
        assert points_of(mara, network).isdecimal(), f"{network.label} has no points"


def consents(mara: Guest, networks: Sequence[Adapter]) -> None:
    mara.opens(ask(EMAIL).path, title="Halden & Mohr would like to see your online influence")
    for network in networks:
        mara.page.get_by_role("switch", name=network.label, exact=True).check()
    mara.clicks(f"Share {len(networks)} accounts")
    mara.sees("Create an account")
    mara.fills(name="Mara Lind", password1=factories.PASSWORD)
    mara.clicks("Create the account")
    mara.page.wait_for_url("**/me/accounts/")


def links(mara: Guest, network: Adapter) -> None:
    """To the network and back. Where a login opens several accounts, the first is as good."""
    mara.page.locator(f"#link-{network.name}").click()
    if network.flow is LinkFlow.APPLICATION_PASSWORD:
        site = mara.page.url.partition("/me/")[0]
        mara.fills(address=f"{site}/sandbox/{network.name}/{HANDLE}/")
        mara.clicks("Go to your site")
        mara.clicks("Yes, I approve")
    else:
        mara.sees(f"Renown wants to read your {network.label} account")
        mara.fills(account=HANDLE)
        mara.clicks("Allow")
    mara.page.wait_for_url(re.compile(r"/me/accounts/(#_)?$"))  # Instagram hangs a mark on it
    mara.reads(f"{network.label} is linked.")


def points_of(mara: Guest, network: Adapter) -> str:
    row = mara.page.get_by_role("rowheader", name=network.label, exact=True).locator("..")
    return row.locator("[data-l=Points]").inner_text()
