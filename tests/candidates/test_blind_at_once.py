"""Two things at the same moment show nobody who is to stay hidden."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from threading import Event

import pytest
from django.db import connection

from apps.accounts.models import User
from apps.audit.actions import By
from apps.candidates.actions import applications, blinding, decisions
from apps.candidates.models import Application, Candidate, Opening
from apps.core import tenancy
from tests.factories import make_candidate, make_opening, make_organisation, make_user

pytestmark = pytest.mark.django_db(transaction=True)
REASON = "Her work sample answers all of our questions."
SOON = 1.0  # seconds, in which the second one comes to wait for the first


def _at_once(
    first: Callable[[], object], second: Callable[[], object], candidate: Candidate
) -> None:
    """The second one begins while the first one's transaction is open."""
    began = Event()

    def hold() -> None:
        with tenancy.organisation(candidate.organisation_id):
            first()
            began.set()
            waiting.result()

    def follow() -> None:
        began.wait(5)
        with tenancy.organisation(candidate.organisation_id):
            second()

    def alone(work: Callable[[], None]) -> None:
        try:
            work()
        finally:
            connection.close()

    waiting: Future[None] = Future()
    with ThreadPoolExecutor(2) as threads:
        tasks = [threads.submit(alone, work) for work in (hold, follow)]
        began.wait(5)
        _wait_a_little(tasks[1])
        waiting.set_result(None)
        for task in tasks:
            task.result(10)


def _wait_a_little(task: Future[None]) -> None:
    with pytest.raises(TimeoutError):
        task.result(SOON)  # it waits for the first one's locks


def _hidden(candidate: Candidate) -> bool:
    with tenancy.organisation(candidate.organisation_id):
        return Candidate.objects.get(pk=candidate.pk).is_hidden


def _decide(candidate: Candidate, opening: Opening, by: User) -> None:
    decisions.decide(
        application=Application.objects.get(candidate=candidate, opening=opening),
        kind="advance",
        reason=REASON,
        seen=None,
        after=None,
        by=By.user(by.pk),
    )


def test_who_applies_to_a_second_blind_opening_while_the_first_decides_stays_hidden() -> None:
    leila = make_user()
    employer = make_organisation(owner=leila)
    first, second = make_opening(employer, blind=True), make_opening(employer, blind=True)
    ada = make_candidate(employer, opening=first)
    _at_once(
        lambda: applications.add(candidate=ada, opening=second, by=By.user(leila.pk)),
        lambda: _decide(ada, first, leila),
        ada,
    )
    assert _hidden(ada)


def test_who_applies_while_the_opening_turns_blind_is_hidden() -> None:
    employer = make_organisation()
    opening, ada = make_opening(employer), make_candidate(employer)
    _at_once(
        lambda: blinding.set_blind(opening=opening, blind=True, by=By.system()),
        lambda: applications.add(candidate=ada, opening=opening, by=By.system()),
        ada,
    )
    assert _hidden(ada)


def test_an_opening_does_not_turn_open_over_who_just_applies() -> None:
    employer = make_organisation()
    opening, ada = make_opening(employer, blind=True), make_candidate(employer)
    with pytest.raises(Exception, match="stays blind"):
        _at_once(
            lambda: applications.add(candidate=ada, opening=opening, by=By.system()),
            lambda: blinding.set_blind(opening=opening, blind=False, by=By.system()),
            ada,
        )
    assert _hidden(ada)
