"""Every network, every fault: the reading ends as said, nothing is doubled, and it goes on."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from pytest_django import Settings

from apps.connections.actions.reading import Outcome
from apps.connections.models import FetchState
from apps.sandbox.standin.faults import Fault
from tests.networks import faults_table
from tests.networks.conftest import MOST_PAGES
from tests.networks.endings import QUOTA, Ending, ending_of
from tests.networks.suite import (
    Linked,
    Trial,
    begin_to_read,
    connections,
    fetches,
    next_day,
    own_posts,
    stored_posts,
    waiting_is_over,
)

STATES = {
    Outcome.DONE: FetchState.DONE,
    Outcome.WAITING: FetchState.WAITING,
    Outcome.FAILED: FetchState.FAILED,
}
HANG, PATIENCE = 1.5, 0.3  # seconds that the network hangs, and that we wait
LONGEST_WAIT = timedelta(hours=26)
CALLS_A_PAGE = 3  # of a fault that passes, and of what comes with a page


@pytest.mark.django_db(transaction=True)
def test_each_fault_ends_as_said_and_nothing_is_lost_or_doubled(
    trial: Trial, settings: Settings, subtests: pytest.Subtests
) -> None:
    """One account lives through all of them, each time read as a whole."""
    settings.FETCH_WHOLE_EVERY = timedelta(0)
    linked = trial.linked()
    for fault in Fault:
        with subtests.test(fault=str(fault)):
            trial.standin.faults.clear()
            begin_to_read(linked)
            with impatient(settings, trial, fault):
                ending = live_through(trial, linked, fault)
            trial.standin.faults.clear()
            assert goes_on(trial, linked, ending) is Outcome.DONE
            wanted = own_posts(trial.name, trial.ada, datetime.now(UTC))
            read = [row.published_at for row in stored_posts(linked.person)]
            assert read == [post.at for post in wanted]


def live_through(trial: Trial, linked: Linked, fault: Fault) -> Ending:
    """What was said of this fault, and was so."""
    ending = ending_of(trial.name, fault)
    trial.standin.faults.set(fault, account=trial.ada.id, seconds=HANG)
    trial.calls.clear()
    outcome, newest = linked.read(), fetches(linked.person)[0]
    assert (outcome, newest.error_code) == (ending.outcome, ending.code)
    assert newest.state == STATES[ending.outcome]
    assert newest.next_try_at is None or newest.next_try_at - datetime.now(UTC) < LONGEST_WAIT
    assert len(trial.calls) <= MOST_PAGES * CALLS_A_PAGE
    assert_nothing_is_doubled(linked)
    return ending


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("fault", [Fault.SERVER_ERROR, Fault.CUT_BODY, Fault.BROKEN_JSON])
def test_a_fault_that_passes_at_once_is_not_even_noticed(trial: Trial, fault: Fault) -> None:
    linked = trial.linked()
    trial.standin.faults.set(fault, account=trial.ada.id, times=1)
    assert linked.read() is Outcome.DONE
    assert trial.standin.faults.listed() == []
    assert fetches(linked.person)[0].errors == 0


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("fault", [Fault.SERVER_ERROR, Fault.HTML, Fault.RATE_LIMITED, Fault.HUGE])
def test_a_bad_day_while_linking_is_told_and_links_nothing(trial: Trial, fault: Fault) -> None:
    person, client = trial.sharing()
    answer = trial.answer(client)
    trial.standin.faults.set(fault)
    page = client.get(answer, follow=True).content.decode()
    assert 'class="message is-error"' in page
    assert "is linked." not in page
    assert connections(person) == []


@pytest.mark.django_db(transaction=True)
def test_who_was_asked_to_wait_does_not_ask_before(trial: Trial) -> None:
    linked = trial.linked()
    trial.standin.faults.set(Fault.RATE_LIMITED, account=trial.ada.id)
    assert linked.read() is Outcome.WAITING
    trial.calls.clear()
    assert linked.read() is Outcome.IDLE
    assert trial.calls == []


@pytest.mark.django_db(transaction=True)
def test_a_quota_that_is_used_up_stops_everybody_without_another_call(trial: Trial) -> None:
    if ending_of(trial.name, Fault.QUOTA) != QUOTA:
        pytest.skip("there is no quota of the application there")
    mara, ivo = trial.linked(), trial.linked(who=trial.bob, email="ivo@people.example")
    trial.standin.faults.set(Fault.QUOTA, account=trial.ada.id, times=1)
    assert mara.read() is Outcome.WAITING
    trial.calls.clear()
    assert ivo.read() is Outcome.WAITING
    assert trial.calls == []
    assert fetches(ivo.person)[0].error_code == QUOTA.code


def test_the_table_in_the_docs_says_what_is_asserted_here() -> None:
    assert faults_table.in_the_docs() == faults_table.table(), (
        "write it anew, as tests/networks/faults_table.py says"
    )


class impatient:  # noqa: N801  # it reads as a sentence
    """While a network hangs, we wait for a moment only."""

    def __init__(self, settings: Settings, trial: Trial, fault: Fault) -> None:
        self._settings, self._name, self._hangs = settings, trial.name, fault is Fault.HANG

    def __enter__(self) -> None:
        self._before = self._settings.NETWORKS
        if self._hangs:
            own = {**self._before[self._name], "TIMEOUT": PATIENCE}
            self._settings.NETWORKS = {**self._before, self._name: own}

    def __exit__(self, *_: object) -> None:
        self._settings.NETWORKS = self._before


def goes_on(trial: Trial, linked: Linked, ending: Ending) -> Outcome:
    """What brings the account back to be read: linking it again, waiting, or the next day."""
    waiting_is_over(linked.person)
    if ending.relinks:
        trial.link(linked.client)
        return linked.read()
    if ending.outcome is Outcome.WAITING:
        return linked.read()
    return next_day(linked)


def assert_nothing_is_doubled(linked: Linked) -> None:
    if not fetches(linked.person)[0].items:
        return
    posts = [row.post_id for row in stored_posts(linked.person)]
    assert len(posts) == len({*posts})
