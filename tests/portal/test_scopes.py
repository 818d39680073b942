"""What a network is asked for is what the invitation named; what was left out is told in words."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client
from django.urls import reverse

from apps.accounts.models import User
from apps.connections import due
from apps.connections.credentials import unseal
from apps.connections.models import Connection
from apps.connections.networks import registry
from apps.connections.networks.registry import ADAPTERS, is_linked_by_login
from apps.core import tenancy
from apps.core.models import Due
from apps.sandbox.world import world
from apps.sandbox.x.standin import STANDIN
from tests.pipeline.people import work
from tests.portal.people import HANDLE, ask, leave_for_x, link_x, sharing
from tests.portal.several import Several

pytestmark = pytest.mark.django_db(transaction=True)
LOGINS = sorted(name for name in ADAPTERS if is_linked_by_login(name))
WIDER = "&scope=tweet.write,pages_manage_posts&auth_params=scope%3Ddm.read"


def link_without(client: Client, *scopes: str) -> str:
    """As somebody who leaves permissions out at X; the page of accounts afterwards."""
    question = leave_for_x(client)
    question["scope"] = " ".join(set(question["scope"].split()) - set(scopes))
    there = client.post(
        "/sandbox/x/i/oauth2/authorize",
        {"account": HANDLE, "decision": "allow"},
        query_params=question,
    )
    return str(client.get(there["Location"], follow=True).content.decode())


def account_id() -> str:
    person = world().person(HANDLE)
    assert person is not None
    return person.id


def linked(person: User) -> list[Connection]:
    with tenancy.person(person.pk):
        return list(Connection.objects.all())


@pytest.mark.parametrize("network", LOGINS)
def test_exactly_the_scopes_of_the_consent_page_are_asked_for(network: str) -> None:
    _, client, _ = sharing(network)
    for extra in ("", WIDER):
        answer = client.post(f"{reverse(f'{network}_login')}?process=connect{extra}")
        query = parse_qs(urlsplit(answer["Location"]).query)
        asked = [each for each in re.split(r"[ ,]+", query["scope"][0]) if each]
        assert sorted(asked) == sorted(ADAPTERS[network].scopes)


def test_the_consent_page_names_them_for_each_network(client: Client) -> None:
    page = client.get(ask().path).content.decode()
    for network in LOGINS:
        for scope in ADAPTERS[network].scopes:
            assert f"<code>{scope}</code>" in page


@pytest.mark.usefixtures("x")
def test_without_what_is_indispensable_nothing_is_linked_and_the_grant_is_given_back() -> None:
    person, client, _ = sharing("x")
    page = link_without(client, "tweet.read")
    assert "X was not linked: you left out something there" in page
    assert "follower count, posts, likes, replies, quotes and reposts" in page
    assert "Link it again, and leave what X asks as it is." in page
    assert linked(person) == []
    assert not STANDIN.grants.has_open(account_id())


@pytest.mark.usefixtures("x")
def test_what_another_network_cannot_do_without_is_refused_after_the_login_too(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    strict = Several()
    monkeypatch.setattr(registry, "ADAPTERS", {**registry.ADAPTERS, "x": strict})
    monkeypatch.setattr(strict, "costs", {"offline.access": ""}, raising=False)
    person, client, _ = sharing("x")
    assert "X was not linked: you left out something there" in link_without(client, "like.read")
    assert linked(person) == []
    assert STANDIN.grants.has_open(account_id())
    work()
    assert not STANDIN.grants.has_open(account_id())
    assert not Due.objects.filter(kind=due.REVOKE).exists()


@pytest.mark.usefixtures("x")
def test_without_an_optional_one_it_is_linked_and_the_page_says_what_that_costs() -> None:
    person, client, _ = sharing("x")
    page = link_without(client, "like.read", "follows.read")
    assert "X is linked." in page
    assert "Who liked your posts is not measured." in page
    assert "Whether you and the people who react follow each other is not measured." in page
    assert "You did not allow it at X: link it again to allow it." in page
    (connection,) = linked(person)
    held = unseal(connection.sealed_credential, owner=connection.pk)
    assert held.credential.scopes == set(ADAPTERS["x"].scopes) - {"like.read", "follows.read"}


@pytest.mark.usefixtures("x")
def test_the_score_says_what_was_not_granted() -> None:
    _, client, _ = sharing("x")
    link_without(client, "like.read")
    work()
    page = client.get(reverse("me")).content.decode()
    assert "X: likes" in page
    assert "Not granted when the account was linked." in page


@pytest.mark.usefixtures("x")
def test_what_was_left_out_can_be_allowed_later() -> None:
    person, client, _ = sharing("x")
    assert "Link X again" in link_without(client, "like.read")
    page = link_x(client)
    assert "X is linked." in page
    assert "is not measured" not in page
    assert "Link X again" not in page
    assert len(linked(person)) == 1


@pytest.mark.usefixtures("x")
def test_whoever_allows_everything_reads_of_no_cost() -> None:
    _, client, _ = sharing("x")
    assert "is not measured" not in link_x(client)
