"""Runs that delete candidates go in batches, by themselves, and survive whoever does them."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.utils import timezone

from apps.audit.actions import By
from apps.audit.models import Event
from apps.candidates import due
from apps.candidates.actions import openings
from apps.candidates.actions import retention as candidates
from apps.candidates.models import (
    Consent,
    Opening,
)
from apps.core import tenancy
from apps.core.models import Due
from apps.core.refusals import Refused
from apps.organisations.models import Clearing
from apps.pipeline import actions
from tests.factories import (
    make_candidate,
    make_consent,
    make_member,
    make_opening,
    make_organisation,
    make_user,
)
from tests.pipeline.clearing import (
    LONG_AGO,
    closed,
    names_at,
    next_run,
    own,
    report,
    run_all,
)
from tests.pipeline.people import work

pytestmark = pytest.mark.django_db


def test_a_run_goes_in_batches_and_is_one_report_and_one_event(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(candidates, "BATCH", 2)
    acme = make_organisation("Acme")
    old = closed(acme)
    for name in ("Ada", "Ben", "Cem", "Dee", "Eve"):
        make_candidate(acme, name, opening=old)
    assert run_all(acme) == [2, 2, 1, 0]
    assert report(acme) == (1, 5, 0, 5)
    with tenancy.organisation(acme.pk):
        event = Event.objects.get(verb="retention.ran")
        assert Clearing.objects.count() == 1
    assert event.facts == {"openings": 1, "applications": 5, "invitations": 0, "candidates": 5}


@pytest.mark.django_db(transaction=True)
def test_the_scheduler_clears_and_goes_on_by_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(candidates, "BATCH", 1)
    acme = make_organisation("Acme")
    opening = make_opening(acme)
    for name in ("Ada", "Ben"):
        make_candidate(acme, name, opening=opening)
    with tenancy.organisation(acme.pk):
        openings.close(opening=opening, by=By.system())
        ends = Opening.objects.with_end(6).get().ends_at
    assert next_run(acme) == ends
    with tenancy.organisation(acme.pk):
        Opening.objects.update(closed_at=timezone.now() - LONG_AGO)
    Due.objects.filter(kind=due.RETENTION).update(due_at=timezone.now())
    actions.dispatch()
    assert work().count(due.RETENTION_TASK) >= 2
    assert names_at(acme) == []
    assert next_run(acme) is None


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_count_everybody_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(candidates, "BATCH", 3)
    acme = make_organisation("Acme")
    old = closed(acme)
    for number in range(12):
        make_candidate(acme, f"Person {number}", opening=old)

    def worker(_: int) -> None:
        try:
            run_all(acme)
        finally:
            connection.close()

    with ThreadPoolExecutor(3) as pool:
        list(pool.map(worker, range(3)))
    assert names_at(acme) == []
    assert report(acme) == (1, 12, 0, 12)


def test_a_worker_that_dies_in_a_batch_leaves_it_whole_for_the_next() -> None:
    acme = make_organisation("Acme")
    old, person = closed(acme), make_user("Ada")
    make_consent(make_candidate(acme, "Ada", opening=old), person, opening=old)

    def dies(_: object) -> None:
        raise SystemExit

    with pytest.raises(SystemExit):
        candidates.clear(organisation_id=acme.pk, end_consents=dies)
    assert (names_at(acme), own(person, Consent)) == (["Ada"], 1)
    run_all(acme)
    assert (names_at(acme), own(person, Consent)) == ([], 0)


def test_closing_an_opening_puts_the_day_on_which_its_candidates_go() -> None:
    acme = make_organisation("Acme")
    opening = make_opening(acme)
    make_candidate(acme, "Ada", opening=opening)
    with tenancy.organisation(acme.pk):
        openings.close(opening=opening, by=By.system())
        Opening.objects.update(closed_at=datetime(2026, 8, 31, 12, tzinfo=UTC))
        candidates.plan(acme)
    assert next_run(acme) == datetime(2027, 2, 28, 12, tzinfo=UTC)


def test_a_shorter_term_takes_effect_with_the_next_run_and_is_recorded() -> None:
    acme = make_organisation("Acme")
    adam = make_member(acme, role="admin").user
    make_candidate(acme, "Ada", opening=closed(acme, ago=timedelta(days=40)))
    candidates.set_term(organisation=acme, months=1, by=By.user(adam.pk))
    wakes = next_run(acme)
    assert wakes is not None
    assert wakes <= timezone.now()
    run_all(acme)
    assert names_at(acme) == []
    with tenancy.organisation(acme.pk):
        assert Event.objects.get(verb="organisation.retention_set").facts == {"from": 6, "to": 1}


@pytest.mark.parametrize("months", [0, 25])
def test_a_term_has_bounds(months: int) -> None:
    acme = make_organisation("Acme")
    with pytest.raises(Refused, match="between 1 and 24"):
        candidates.set_term(organisation=acme, months=months, by=By.system())
