"""One permission of a network's user may carry several accounts here: nobody is cut off by somebody
else's mistake, and the last one out ends it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from apps.accounts.models import User
from apps.audit.actions import By
from apps.audit.models import Event
from apps.connections import due, grantors
from apps.connections.actions import choices, connections, revocations
from apps.connections.models import Connection, ConnectionState, Revocation
from apps.connections.networks.adapter import Credential
from apps.connections.networks.keys import account_key
from apps.core import tenancy
from apps.core.models import identifier
from tests.factories import make_user
from tests.pipeline.people import dues, work
from tests.pipeline.scripted import NAME, Scripted

pytestmark = pytest.mark.django_db(transaction=True)
MANAGER = "9000"


def page(network: Scripted, name: str, *, manager: str = MANAGER) -> Credential:
    """A page's credential, made by whoever manages it; its token says whose it is."""
    return replace(
        network.credential(), account_id=name, access_token=f"of {name}", grantor_id=manager
    )


def link(person: User, credential: Credential) -> Connection:
    return connections.link(
        person_id=person.pk,
        network=NAME,
        credential=credential,
        account_key=account_key(NAME, credential.account_id),
        by=By.person(person.pk),
    )


def unlink(linked: Connection) -> None:
    with tenancy.person(linked.person_id):
        connections.unlink(connection_id=linked.pk, by=By.person(linked.person_id))


def give_back(person: User, credential: Credential) -> None:
    with tenancy.person(person.pk):
        revocations.ask(person_id=person.pk, network=NAME, credential=credential)


def verbs(person: User) -> list[str]:
    with tenancy.person(person.pk):
        found = Event.objects.filter(verb__startswith="grant.")
        return [*found.values_list("verb", flat=True)]


def test_the_first_of_two_who_unlink_leaves_the_permission_and_the_last_ends_it(
    network: Scripted,
) -> None:
    ada, bob = make_user(), make_user()
    first, second = link(ada, page(network, "one")), link(bob, page(network, "two"))
    unlink(first)
    work()
    assert network.revoked == []
    assert verbs(ada) == ["grant.forgotten"]
    with tenancy.person(ada.pk):
        assert not Revocation.objects.exists()
    unlink(second)
    work()
    assert network.revoked == ["of two"]
    assert verbs(bob) == ["grant.revoked"]


def test_two_who_unlink_at_once_end_it_once(network: Scripted) -> None:
    first, second = (link(make_user(), page(network, name)) for name in ("one", "two"))
    unlink(first)
    unlink(second)
    work()
    assert network.revoked == ["of two"]


def test_who_is_refused_an_account_does_not_cut_off_its_owner(network: Scripted) -> None:
    ada, bob = make_user(), make_user()
    link(ada, page(network, "one"))
    give_back(bob, page(network, "one"))
    work()
    assert network.revoked == []
    assert due.REVOKE not in dues(bob)


def test_a_permission_of_another_manager_is_revoked(network: Scripted) -> None:
    ada, bob = make_user(), make_user()
    link(ada, page(network, "one"))
    give_back(bob, replace(page(network, "one", manager="9001"), access_token="of bob"))
    work()
    assert network.revoked == ["of bob"]


def test_a_permission_with_a_name_of_its_own_is_revoked_alone(network: Scripted) -> None:
    ada, bob = make_user(), make_user()
    link(ada, replace(page(network, "one"), grant_id="first"))
    give_back(bob, replace(page(network, "one"), grant_id="second", access_token="of bob"))
    work()
    assert network.revoked == ["of bob"]


def test_an_account_that_died_keeps_no_permission_alive(network: Scripted) -> None:
    ada, bob = make_user(), make_user()
    linked = link(ada, page(network, "one"))
    with tenancy.person(ada.pk):
        Connection.objects.update(state=ConnectionState.NEEDS_REAUTH)
    give_back(bob, page(network, "two"))
    work()
    assert network.revoked == ["of two"]
    assert linked.grantor_key == account_key(NAME, MANAGER)


def test_who_unlinks_and_links_again_at_once_is_not_cut_off(network: Scripted) -> None:
    ada = make_user()
    unlink(link(ada, page(network, "one")))
    again = link(ada, page(network, "one"))
    work()
    assert network.revoked == []
    with tenancy.person(ada.pk):
        assert Connection.objects.get() == again


def test_a_login_that_waits_for_a_choice_is_not_cut_off_by_an_older_one(
    network: Scripted,
) -> None:
    ada = make_user()
    unlink(link(ada, page(network, "one")))
    choice = choices.keep(person_id=ada.pk, network=NAME, credential=page(network, "two"))
    work()
    assert network.revoked == []
    choices.give_back(person_id=ada.pk, choice_id=choice)
    work()
    assert network.revoked == ["of two"]


def test_relinking_by_another_manager_ends_the_permission_of_the_first(network: Scripted) -> None:
    ada = make_user()
    link(ada, page(network, "one"))
    again = link(ada, replace(page(network, "one", manager="9001"), access_token="by another"))
    work()
    assert network.revoked == ["of one"]
    assert again.grantor_key == account_key(NAME, "9001")


def test_the_wall_is_crossed_for_yes_or_no_alone(network: Scripted) -> None:
    ada, bob = make_user(), make_user()
    linked = link(ada, page(network, "one"))
    grantor = account_key(NAME, MANAGER)
    with tenancy.person(bob.pk):
        assert not Connection.objects.exists()
        assert grantors.is_needed(NAME, grantor, revocation_id=identifier()) is True
        assert grantors.is_needed(NAME, account_key(NAME, "1"), revocation_id=identifier()) is False
        assert grantors.is_needed("x", grantor, revocation_id=identifier()) is False
    assert grantors.linked_by(NAME, grantor) == [(ada.pk, linked.pk)]
    assert grantors.linked_by(NAME, "") == []
