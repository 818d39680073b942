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
from tests.networks.endings import Ending, ending_of
from tests.networks.suite import (
    Linked,
    Trial,
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
@pytest.mark.parametrize("fault", [*Fault])
def test_a_fault_ends_as_said_and_nothing_is_lost_or_doubled(
    trial: Trial, fault: Fault, settings: Settings
) -> None:
    linked, ending = trial.linked(), ending_of(trial.name, fault)
    trial.standin.faults.set(fault, account=trial.ada.id, seconds=HANG)
    trial.calls.clear()
    with impatient(settings, trial, fault):
        outcome = linked.read()
    newest = fetches(linked.person)[0]
    assert (outcome, newest.error_code) == (ending.outcome, ending.code)
    assert newest.state == STATES[ending.outcome]
    assert newest.next_try_at is None or newest.next_try_at - datetime.now(UTC) < LONGEST_WAIT
    assert len(trial.calls) <= MOST_PAGES * CALLS_A_PAGE
    assert_nothing_is_doubled(linked)
    trial.standin.faults.clear()
    assert goes_on(trial, linked, ending) is Outcome.DONE
    wanted = own_posts(trial.name, trial.ada, datetime.now(UTC))
    assert [row.published_at for row in stored_posts(linked.person)] == [p.at for p in wanted]


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
    assert "Nothing was linked" in page
    assert connections(person) == []


@pytest.mark.django_db(transaction=True)
def test_an_applications_limit_is_kept_without_being_hit_again(trial: Trial) -> None:
    linked = trial.linked()
    trial.standin.faults.set(Fault.RATE_LIMITED, account=trial.ada.id)
    assert linked.read() is Outcome.WAITING
    trial.calls.clear()
    assert linked.read() is Outcome.IDLE
    assert trial.calls == []


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
