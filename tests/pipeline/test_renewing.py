"""Tokens that end, die early or are taken back, and what is asked of people then."""

from __future__ import annotations

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.core import mail
from django.db import connection
from django.utils import timezone

from apps.connections import due
from apps.connections.actions import renewals
from apps.connections.actions.reading import Outcome
from apps.connections.models import (
    Connection,
    ConnectionState,
)
from apps.connections.networks.errors import (
    NeedsReauth,
)
from apps.core import tenancy
from apps.pipeline import tasks
from tests.pipeline.people import (
    agree,
    dues,
    lease_ends,
    link,
    newest_fetch,
    read,
    skip_the_wait,
    work,
)
from tests.pipeline.scripted import Scripted

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_token_is_renewed_before_its_end_and_stored_before_its_use(network: Scripted) -> None:
    ada = agree().person
    linked = link(ada, network, expires_in=timedelta(0))
    network.faults["profile"] = [SystemExit("killed right after the renewal")]
    with pytest.raises(SystemExit):
        read(ada, linked)
    assert network.calls == ["renew", "profile"]
    lease_ends(ada)
    assert read(ada, linked) is Outcome.DONE
    assert network.calls.count("renew") == 1


def test_a_token_that_died_early_is_renewed_once(network: Scripted) -> None:
    ada = agree().person
    linked = link(ada, network)
    network.faults["posts:1"] = [NeedsReauth()]
    assert read(ada, linked) is Outcome.DONE
    assert network.calls.count("renew") == 1
    assert newest_fetch(ada).items == 43


def test_a_rotation_that_nobody_stored_asks_the_person_once(network: Scripted) -> None:
    """The one window that nobody can close: the network rotated, and the worker died."""
    ada = agree().person
    linked = link(ada, network, expires_in=timedelta(0))
    network.keeps_the_new_token = True
    with pytest.raises(SystemExit):
        read(ada, linked)
    network.keeps_the_new_token = False
    lease_ends(ada)
    assert read(ada, linked) is Outcome.WAITING  # the dead worker may still hold the new token
    with tenancy.person(ada.pk):
        Connection.objects.update(renewing_until=timezone.now())
    skip_the_wait(ada)
    assert read(ada, linked) is Outcome.FAILED
    with tenancy.person(ada.pk):
        assert Connection.objects.get().state == ConnectionState.NEEDS_REAUTH


def test_two_workers_renew_once(network: Scripted) -> None:
    ada = agree().person
    linked = link(ada, network, expires_in=timedelta(0))
    network.slow = 0.05

    def renew(_: int) -> str:
        try:
            return renewals.fresh(person_id=ada.pk, connection_id=linked.pk).credential.access_token
        except renewals.Busy:
            return "busy"
        finally:
            connection.close()

    with ThreadPoolExecutor(3) as pool:
        found = Counter(pool.map(renew, range(3)))
    assert network.generation == 2
    assert found["access-2"] >= 1
    assert set(found) <= {"access-2", "busy"}


def test_a_permission_taken_back_at_the_network_brings_one_mail(network: Scripted) -> None:
    ada = agree().person
    linked = link(ada, network)
    network.closed = True
    tasks.fetch_connection(str(ada.pk), str(linked.pk))
    for _ in range(3):
        tasks.ask_to_relink(str(ada.pk), str(linked.pk))
    work()
    assert [message.to for message in mail.outbox] == [[ada.email]]
    assert "/me/accounts/" in mail.outbox[0].body
    assert newest_fetch(ada).error_code == "needs_reauth"
    assert not {due.REFRESH, due.FETCH, due.RELINK_MAIL} & dues(ada)


def test_linking_again_reads_again(network: Scripted) -> None:
    ada = agree().person
    linked = link(ada, network)
    network.closed = True
    assert read(ada, linked) is Outcome.FAILED
    network.closed, network.generation = False, 5
    assert link(ada, network).pk == linked.pk
    assert read(ada, linked) is Outcome.DONE
