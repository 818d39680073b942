"""Reading an account: what can go wrong in the middle, and that nothing is lost or doubled."""

from __future__ import annotations

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone
from pytest_django import Settings

from apps.audit.actions import By
from apps.candidates.actions import consents
from apps.connections import due
from apps.connections.actions import reading
from apps.connections.actions.reading import Outcome
from apps.connections.models import (
    Connection,
    Fetch,
    FetchState,
    InteractionObservation,
    PostObservation,
    Snapshot,
)
from apps.connections.networks.errors import (
    Forbidden,
    NetworkError,
    NotThisNetwork,
    QuotaExhausted,
    RateLimited,
    Transient,
)
from apps.core import tenancy
from apps.core.models import Due
from apps.pipeline import actions, tasks
from tests.pipeline.people import (
    agree,
    dues,
    empty_queue,
    link,
    newest_fetch,
    read,
    rows_read,
    skip_the_wait,
    time_passes,
    work,
)
from tests.pipeline.scripted import ACT_PAGES, POST_PAGES, Scripted

pytestmark = pytest.mark.django_db(transaction=True)

CALLS = [
    "profile",
    *(f"posts:{page}" for page in range(POST_PAGES)),
    *(f"interactions:{page}" for page in range(ACT_PAGES)),
]


def test_an_account_is_read_page_by_page(network: Scripted) -> None:
    ada = agree().person
    linked = link(ada, network)
    assert read(ada, linked) is Outcome.DONE
    assert network.calls == CALLS
    fetch = newest_fetch(ada)
    assert (fetch.state, fetch.pages, fetch.items) == (FetchState.DONE, 10, 43)
    assert fetch.claim is None
    with tenancy.person(ada.pk):
        assert Snapshot.objects.newest().get().reach == 1234
        assert PostObservation.objects.count() == 12
        assert InteractionObservation.objects.count() == 30
        assert Connection.objects.get().fetched_at == fetch.finished_at
    assert dues(ada) == {due.REFRESH, due.RENEW, due.SCORE, due.ERASE}


def test_a_worker_killed_before_any_page_changes_nothing(
    network: Scripted, settings: Settings
) -> None:
    """Killed once at each call, one after the other; the next goes on after the last page."""
    settings.FETCH_LEASE = timedelta(0)  # a dead worker's claim ends at once
    ada, undisturbed = agree().person, Scripted("4200")
    linked = link(ada, network)
    for call in CALLS:
        network.faults[call] = [SystemExit("killed")]
    for _ in CALLS:
        with pytest.raises(SystemExit):
            read(ada, linked)
    assert read(ada, linked) is Outcome.DONE
    assert Counter(network.calls) == dict.fromkeys(CALLS, 2)
    assert newest_fetch(ada).items == 43
    assert rows_read(ada) == _undisturbed(undisturbed, network)


def _undisturbed(other: Scripted, network: Scripted) -> list[tuple[object, ...]]:
    bob = agree().person
    network.faults.clear()
    network.account_id, before = other.account_id, network.account_id
    linked = link(bob, network)
    assert read(bob, linked) is Outcome.DONE
    network.account_id = before
    return rows_read(bob)


def test_a_worker_whose_claim_went_to_another_keeps_nothing_more(
    network: Scripted, settings: Settings
) -> None:
    settings.FETCH_LEASE = timedelta(0)
    ada = agree().person
    linked = link(ada, network)
    original = network.posts

    def overtaken(*args: object, **kwargs: object) -> object:
        for page in original(*args, **kwargs):  # type: ignore[arg-type]
            network.posts = original  # type: ignore[method-assign]
            assert read(ada, linked) is Outcome.DONE  # another worker reads everything
            yield page

    network.posts = overtaken  # type: ignore[method-assign,assignment]
    assert read(ada, linked) is Outcome.LOST
    fetch = newest_fetch(ada)
    assert (fetch.state, fetch.items, fetch.pages) == (FetchState.DONE, 43, 10)


def test_two_workers_at_once_read_once(network: Scripted) -> None:
    ada = agree().person
    linked = link(ada, network)
    network.slow = 0.02

    def run(_: int) -> Outcome:
        try:
            return read(ada, linked)
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        outcomes = Counter(pool.map(run, range(4)))
    assert outcomes == {Outcome.DONE: 1, Outcome.IDLE: 3}
    assert network.calls == CALLS


def test_a_message_that_comes_twice_reads_once(network: Scripted) -> None:
    ada = agree().person
    linked = link(ada, network)
    for _ in range(3):
        tasks.fetch_connection(str(ada.pk), str(linked.pk))
    assert network.calls == CALLS
    with tenancy.person(ada.pk):
        assert Fetch.objects.count() == 1


def test_a_lost_message_comes_back_by_itself(network: Scripted) -> None:
    ada = agree().person
    link(ada, network)
    empty_queue()
    time_passes(due.FETCH)
    tasks.dispatch_due()
    assert "pipeline.fetch_connection" in work()
    assert newest_fetch(ada).state == FetchState.DONE


def test_a_worker_killed_in_a_fetch_is_followed_by_the_scheduler(
    network: Scripted, settings: Settings
) -> None:
    settings.FETCH_LEASE = timedelta(0)
    ada = agree().person
    linked = link(ada, network)
    empty_queue()
    network.faults["interactions:2"] = [SystemExit()]
    with pytest.raises(SystemExit):
        read(ada, linked)
    assert actions.dispatch() == 1  # the end of the lease is due
    work()
    assert newest_fetch(ada).state == FetchState.DONE


def test_who_is_asked_to_wait_waits_until_then_without_a_call(network: Scripted) -> None:
    ada = agree().person
    linked = link(ada, network)
    until = timezone.now() + timedelta(minutes=10)
    network.faults["posts:1"] = [RateLimited(until=until)]
    assert read(ada, linked) is Outcome.WAITING
    fetch, asked = newest_fetch(ada), len(network.calls)
    assert (fetch.state, fetch.error_code, fetch.next_try_at) == ("waiting", "rate_limited", until)
    assert Due.objects.get(kind=due.FETCH).due_at == until
    assert read(ada, linked) is Outcome.IDLE
    skip_the_wait(ada)
    assert read(ada, linked) is Outcome.WAITING  # the budget in Redis knows it too
    assert len(network.calls) == asked


def test_an_applications_quota_stops_everybody(network: Scripted) -> None:
    ada, bob = agree().person, agree().person
    linked = link(ada, network)
    network.faults["profile"] = [QuotaExhausted(until=timezone.now() + timedelta(hours=3))]
    assert read(ada, linked) is Outcome.WAITING
    network.account_id = "4300"
    assert read(bob, link(bob, network)) is Outcome.WAITING
    assert network.calls == ["profile"]
    assert newest_fetch(bob).error_code == "quota_exhausted"


def test_a_clock_that_is_off_stops_nobody_for_good(network: Scripted) -> None:
    ada = agree().person
    network.faults["profile"] = [RateLimited(until=timezone.now() + timedelta(days=900))]
    assert read(ada, link(ada, network)) is Outcome.WAITING
    wait = newest_fetch(ada).next_try_at
    assert wait is not None
    assert wait < timezone.now() + timedelta(hours=26)


def test_a_fault_that_passes_is_tried_again_later_and_later(network: Scripted) -> None:
    ada = agree().person
    linked = link(ada, network)
    network.faults["posts:2"] = [Transient() for _ in range(3)]
    waits = []
    for _ in range(3):
        assert read(ada, linked) is Outcome.WAITING
        wait = newest_fetch(ada).next_try_at
        assert wait is not None
        waits.append((wait - timezone.now()).total_seconds())
        skip_the_wait(ada)
    assert [round(wait / 10) for wait in waits] == [3, 3, 6]  # the first had read pages before
    assert read(ada, linked) is Outcome.DONE
    assert newest_fetch(ada).items == 43


def test_a_fault_that_does_not_pass_ends_the_fetch_until_the_next_day(network: Scripted) -> None:
    ada = agree().person
    linked = link(ada, network)
    network.faults["profile"] = [Transient() for _ in range(20)]
    outcomes = []
    for _ in range(8):
        outcomes.append(read(ada, linked))
        skip_the_wait(ada)
    fetch = newest_fetch(ada)
    assert outcomes.count(Outcome.WAITING) == 6
    assert (fetch.state, fetch.error_code) == (FetchState.FAILED, "transient")
    assert due.REFRESH in dues(ada)


@pytest.mark.parametrize("error", [Forbidden(scope="x"), NotThisNetwork()])
def test_what_trying_again_does_not_help_ends_the_fetch(
    network: Scripted, error: NetworkError
) -> None:
    ada = agree().person
    network.faults["posts:0"] = [error]
    assert read(ada, link(ada, network)) is Outcome.FAILED
    fetch = newest_fetch(ada)
    assert (fetch.state, fetch.error_code) == (FetchState.FAILED, error.code)
    assert fetch.claim is None


def test_a_credential_of_another_account_is_not_read(network: Scripted) -> None:
    ada = agree().person
    linked = link(ada, network)
    network.account_id = "9999"
    assert read(ada, linked) is Outcome.FAILED
    assert newest_fetch(ada).error_code == "other_account"
    with tenancy.person(ada.pk):
        assert not Snapshot.objects.exists()


def test_a_withdrawal_during_the_fetch_ends_it_at_the_next_page(network: Scripted) -> None:
    asked = agree()
    ada = asked.person
    linked = link(ada, network)
    original = network.interactions

    def withdrawn(*args: object, **kwargs: object) -> object:
        for number, page in enumerate(original(*args, **kwargs)):  # type: ignore[arg-type]
            if number == 1:
                with tenancy.person(ada.pk):
                    consents.withdraw(consent_id=asked.consent.pk, by=By.person(ada.pk))
            yield page

    network.interactions = withdrawn  # type: ignore[method-assign,assignment]
    assert read(ada, linked) is Outcome.FAILED
    assert newest_fetch(ada).error_code == "consent_ended"
    with tenancy.person(ada.pk):
        assert InteractionObservation.objects.count() == 6
    assert network.calls[-1] == "interactions:1"


def test_a_network_that_is_switched_off_is_read_no_more(
    network: Scripted, settings: Settings
) -> None:
    ada = agree().person
    linked = link(ada, network)
    settings.NETWORKS = {**settings.NETWORKS, network.name: {"ENABLED": False}}
    assert read(ada, linked) is Outcome.IDLE
    assert network.calls == []
    assert newest_fetch(ada).error_code == "switched_off"
    tasks.refresh_connection(str(ada.pk), str(linked.pk))
    with tenancy.person(ada.pk):
        assert not Fetch.objects.open().exists()
    assert due.REFRESH in dues(ada)  # once it is on again, it is read again


def test_a_whole_withdrawal_during_the_fetch_leaves_nothing(network: Scripted) -> None:
    asked = agree()
    ada = asked.person
    linked = link(ada, network)
    original = network.posts

    def withdrawn(*args: object, **kwargs: object) -> object:
        for page in original(*args, **kwargs):  # type: ignore[arg-type]
            actions.withdraw(person_id=ada.pk, consent_id=asked.consent.pk)
            yield page

    network.posts = withdrawn  # type: ignore[method-assign,assignment]
    assert read(ada, linked) is Outcome.LOST
    assert rows_read(ada) == []
    work()
    assert network.revoked == ["access-1"]


def test_a_turn_ends_in_time_and_the_next_goes_on(
    network: Scripted, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "TURN", 0.0)
    ada = agree().person
    linked = link(ada, network)
    empty_queue()
    assert read(ada, linked) is Outcome.WAITING
    assert work().count("pipeline.fetch_connection") == POST_PAGES + ACT_PAGES - 2
    assert newest_fetch(ada).state == FetchState.DONE
    assert network.calls == CALLS


def test_the_next_day_makes_a_new_snapshot(network: Scripted) -> None:
    ada = agree().person
    linked = link(ada, network)
    assert read(ada, linked) is Outcome.DONE
    time_passes(due.REFRESH)
    tasks.dispatch_due()
    work()
    with tenancy.person(ada.pk):
        assert Snapshot.objects.count() == 2
        assert Snapshot.objects.newest().count() == 1
        assert PostObservation.objects.count() == 24


def test_what_was_read_long_ago_is_erased(network: Scripted) -> None:
    ada = agree().person
    linked = link(ada, network)
    assert read(ada, linked) is Outcome.DONE
    empty_queue()
    time_passes(due.ERASE)
    tasks.dispatch_due()
    work()
    assert len(rows_read(ada)) == 43  # due or not, it is not old enough
    with tenancy.person(ada.pk):
        Fetch.objects.update(finished_at=timezone.now() - timedelta(days=91))
    tasks.erase_fetch(str(ada.pk), str(newest_fetch(ada).pk))
    assert rows_read(ada) == []
