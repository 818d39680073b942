"""Every network: what a person leaves out there is told with its price, and of several accounts the
person chooses."""

from __future__ import annotations

import re
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse

from apps.accounts.models import User
from apps.connections.actions.reading import Outcome
from apps.connections.models import ConnectionState
from apps.connections.networks.keys import account_key
from apps.connections.networks.registry import ADAPTERS
from apps.sandbox.standin.registry import STANDINS
from apps.sandbox.world import Person
from tests.networks.suite import NETWORKS, Linked, Trial, accounts_page, connections, held
from tests.pipeline.people import work

pytestmark = pytest.mark.django_db(transaction=True)
OPTIONAL = [
    (name, scope)
    for name in NETWORKS
    for scope in ADAPTERS[name].scopes
    if scope in STANDINS[name].optional
]
PRICED = [(name, scope) for name, scope in OPTIONAL if scope in ADAPTERS[name].costs]
NEEDED = [(name, scope) for name, scope in OPTIONAL if scope not in ADAPTERS[name].costs]


def link_without(trial: Trial, client: Client, scope: str) -> str:
    ticked = sorted(trial.standin.optional - {scope})
    return unescape(trial.link(client, decision="some", ticked=ticked))


@pytest.mark.parametrize(("trial", "scope"), PRICED, indirect=["trial"])
def test_who_leaves_a_permission_out_sees_what_it_costs_and_the_rest_is_read(
    trial: Trial, scope: str
) -> None:
    person, client = trial.sharing()
    assert f"{trial.adapter.label} is linked." in link_without(trial, client, scope)
    (connection,) = connections(person)
    assert scope not in held(connection).credential.scopes
    assert Linked(person, client, connection).read() is Outcome.DONE
    assert trial.adapter.costs[scope] in unescape(accounts_page(client))


@pytest.mark.parametrize(("trial", "scope"), PRICED[:1], indirect=["trial"])
def test_who_links_again_with_it_pays_no_longer(trial: Trial, scope: str) -> None:
    person, client = trial.sharing()
    link_without(trial, client, scope)
    (before,) = connections(person)
    trial.link(client)
    assert trial.adapter.costs[scope] not in unescape(accounts_page(client))
    (after,) = connections(person)
    assert after.pk == before.pk
    assert scope in held(after).credential.scopes


@pytest.mark.parametrize(("trial", "scope"), NEEDED, indirect=["trial"])
def test_without_an_indispensable_permission_nothing_is_linked_and_nothing_kept(
    trial: Trial, scope: str
) -> None:
    person, client = trial.sharing()
    assert "you left out something there" in link_without(trial, client, scope)
    assert_nothing_stays(trial, person, trial.ada)


def several(trial: Trial) -> Person:
    """Somebody whose login opens several accounts."""
    found = trial.here.person(trial.kit.several)
    if found is None:
        pytest.skip("a login there opens one account")
    return found


def offers(page: str) -> list[str]:
    return re.findall(r'name="account" value="([^"]+)"', page)


def test_of_several_accounts_the_person_chooses_one_and_that_one_is_read(trial: Trial) -> None:
    person, client = trial.sharing()
    page = trial.link(client, who=several(trial))
    assert f"Which account at {trial.adapter.label}?" in page
    assert len(offers(page)) > 1
    assert connections(person) == []
    chosen = offers(page)[-1]
    done = client.post(reverse("me_choose", args=[trial.name]), {"account": chosen}, follow=True)
    assert f"{trial.adapter.label} is linked." in done.content.decode()
    (connection,) = connections(person)
    assert connection.account_key == chosen
    assert account_key(trial.name, held(connection).credential.account_id) == chosen
    assert Linked(person, client, connection).read() is Outcome.DONE
    assert connections(person)[0].state == ConnectionState.ACTIVE


def test_who_takes_none_of_several_accounts_leaves_nothing_behind(trial: Trial) -> None:
    person, client = trial.sharing()
    who = several(trial)
    trial.link(client, who=who)
    done = client.post(reverse("me_choose", args=[trial.name]), {"none": "1"}, follow=True)
    assert "as you chose" in done.content.decode()
    assert_nothing_stays(trial, person, who)


def assert_nothing_stays(trial: Trial, person: User, who: Person) -> None:
    """Neither here nor, once it was told, at the network."""
    work()
    assert connections(person) == []
    assert trial.standin.grants.has_open(who.id) is not trial.kit.revokes
