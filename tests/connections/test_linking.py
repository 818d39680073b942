"""Linking and unlinking: one account counts for one person, and what is unlinked is gone."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from uuid import UUID

import pytest
from django.db import connection
from django.utils import timezone
from pytest_django import Settings

from apps.audit.actions import By
from apps.audit.models import Event
from apps.connections import due, permits
from apps.connections.actions import connections, revocations
from apps.connections.credentials import unseal
from apps.connections.models import Connection, Fetch, Revocation
from apps.connections.networks import registry
from apps.connections.networks.errors import Gone, Transient
from apps.core import tenancy
from apps.core.models import Due
from apps.core.refusals import Refused
from apps.core.sealing import CannotOpen
from tests.factories import make_decision, make_user
from tests.pipeline.people import agree, dues, link, rows_read, work
from tests.pipeline.scripted import NAME, Scripted

pytestmark = pytest.mark.django_db(transaction=True)


def test_nothing_is_read_before_a_consent(network: Scripted) -> None:
    ada = make_user()
    linked = link(ada, network)
    assert work() == []
    assert network.calls == []
    assert dues(ada) == {due.RELEASE, due.RENEW}
    with tenancy.person(ada.pk):
        assert not Fetch.objects.exists()
        assert Connection.objects.get() == linked


def test_a_consent_to_other_networks_reads_nothing_here(network: Scripted) -> None:
    ada = agree(networks=("wordpress",)).person
    link(ada, network)
    work()
    assert network.calls == []


def test_an_account_that_no_consent_came_to_cover_is_released(network: Scripted) -> None:
    ada = make_user()
    linked = link(ada, network)
    with tenancy.person(ada.pk):
        assert connections.release(connection_id=linked.pk, by=By.system())
    work()
    assert network.revoked == ["access-1"]
    assert dues(ada) <= {due.SCORE}


def test_the_credential_lies_sealed_and_bound_to_its_row(network: Scripted) -> None:
    ada = make_user()
    linked = link(ada, network)
    sealed = bytes(linked.sealed_credential)
    assert b"access-1" not in sealed
    held = unseal(sealed, owner=linked.pk)
    assert held.credential.access_token == "access-1"
    assert "access-1" not in repr(held)
    with pytest.raises(CannotOpen):
        unseal(sealed, owner=ada.pk)


def test_another_persons_account_is_refused_without_a_word_about_whom(network: Scripted) -> None:
    ada, bob = make_user("Ada"), make_user("Bob")
    link(ada, network)
    with pytest.raises(Refused) as refused:
        link(bob, network)
    assert refused.value.code == "account_taken"
    assert ada.name not in refused.value.message
    with tenancy.person(bob.pk):
        assert not Connection.objects.exists()


def test_the_same_account_again_replaces_the_credential(network: Scripted) -> None:
    ada = agree().person
    first = link(ada, network)
    network.generation = 7
    again = link(ada, network)
    assert again.pk == first.pk
    assert unseal(again.sealed_credential, owner=again.pk).credential.access_token == "access-7"
    with tenancy.person(ada.pk):
        assert Fetch.objects.count() == 1


def test_a_second_account_of_the_same_network_asks_to_unlink_first(network: Scripted) -> None:
    ada = make_user()
    link(ada, network)
    network.account_id = "5000"
    with pytest.raises(Refused) as refused:
        link(ada, network)
    assert refused.value.code == "other_account"


def test_linking_twice_at_once_links_once(network: Scripted) -> None:
    ada = agree().person

    def run(_: int) -> object:
        try:
            return link(ada, network).pk
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        keys = set(pool.map(run, range(4)))
    assert len(keys) == 1
    with tenancy.person(ada.pk):
        assert (Connection.objects.count(), Fetch.objects.count()) == (1, 1)


def test_two_people_with_one_account_at_once_are_one_link_and_one_refusal(
    network: Scripted,
) -> None:
    people = [make_user(), make_user()]

    def run(number: int) -> str:
        try:
            link(people[number], network)
        except Refused as refused:
            return refused.code
        finally:
            connection.close()
        return "linked"

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(run, range(2))) == ["account_taken", "linked"]


def test_a_network_that_is_switched_off_cannot_be_linked(
    network: Scripted, settings: Settings
) -> None:
    settings.NETWORKS = {**settings.NETWORKS, NAME: {"ENABLED": False}}
    with pytest.raises(Refused, match="cannot be linked here"):
        link(make_user(), network)


def test_only_networks_that_are_on_are_offered_and_fewer_reach_employers(
    network: Scripted, settings: Settings
) -> None:
    make_decision(NAME, allowed=False)
    make_decision("x", allowed=False)
    assert [each.name for each in registry.offered()] == sorted(registry.ADAPTERS)
    assert {*registry.ADAPTERS} - {*permits.names_for_employers()} == {NAME, "x"}
    settings.NETWORKS = {"x": {"ENABLED": False}, "wordpress": {"ENABLED": True}}
    assert [each.name for each in registry.offered()] == ["wordpress"]
    with pytest.raises(registry.UnknownNetwork):
        registry.adapter("myspace")


def test_unlinking_deletes_at_once_and_tells_the_network(network: Scripted) -> None:
    ada = agree().person
    linked = link(ada, network)
    work()
    assert len(rows_read(ada)) == 43
    _unlink(linked)
    assert rows_read(ada) == []
    with tenancy.person(ada.pk):
        assert not Connection.objects.exists()
        assert Revocation.objects.count() == 1
    work()
    assert network.revoked == ["access-1"]
    assert dues(ada) <= {due.SCORE}
    with tenancy.person(ada.pk):
        assert not Revocation.objects.exists()
        verbs = set(Event.objects.values_list("verb", flat=True))
    assert {"connection.linked", "connection.unlinked", "grant.revoked"} <= verbs


def test_unlinking_twice_is_once(network: Scripted) -> None:
    ada = agree().person
    linked = link(ada, network)
    for _ in range(2):
        _unlink(linked)
    work()
    assert network.revoked == ["access-1"]


def test_a_network_that_is_down_keeps_no_data_here_and_is_asked_again(network: Scripted) -> None:
    ada = agree().person
    linked = link(ada, network)
    work()
    network.faults["revoke"] = [Transient(), Transient()]
    _unlink(linked)
    work()
    assert rows_read(ada) == []
    waits = []
    for _ in range(2):
        due_at = Due.objects.get(kind=due.REVOKE).due_at
        waits.append(due_at - timezone.now())
        _try_revoking(ada.pk)
    assert waits[1] > waits[0] > timedelta(minutes=1)
    assert network.revoked == ["access-1"]
    assert due.REVOKE not in dues(ada)


def test_a_network_that_never_answers_is_given_up(network: Scripted) -> None:
    ada = agree().person
    linked = link(ada, network)
    _unlink(linked)
    network.faults["revoke"] = [Transient() for _ in range(50)]
    for _ in range(revocations.TRIES + 2):
        _try_revoking(ada.pk)
    assert network.calls.count("revoke") == revocations.TRIES
    with tenancy.person(ada.pk):
        assert not Revocation.objects.exists()
        assert Event.objects.filter(verb="grant.given_up").count() == 1


def test_a_grant_that_is_gone_already_is_as_good_as_revoked(network: Scripted) -> None:
    ada = make_user()
    _unlink(link(ada, network))
    network.faults["revoke"] = [Gone()]
    work()
    with tenancy.person(ada.pk):
        assert not Revocation.objects.exists()


def test_an_unlinked_account_is_free_for_its_next_owner(network: Scripted) -> None:
    ada, bob = make_user(), make_user()
    _unlink(link(ada, network))
    assert link(bob, network).person_id == bob.pk


def _unlink(linked: Connection) -> None:
    with tenancy.person(linked.person_id):
        connections.unlink(connection_id=linked.pk, by=By.person(linked.person_id))


def _try_revoking(person_id: UUID) -> None:
    key = Due.objects.filter(kind=due.REVOKE, wall_id=person_id).first()
    if key is None:
        return
    with tenancy.person(key.wall_id):
        Revocation.objects.update(due_at=timezone.now())
    revocations.revoke(person_id=key.wall_id, revocation_id=key.subject_id)
