"""After an opening closed its candidates are kept for the organisation's term, and then they go."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from apps.accounts.models import User
from apps.audit.actions import By
from apps.audit.models import Event
from apps.candidates import due
from apps.candidates.actions import openings
from apps.candidates.actions import retention as candidates
from apps.candidates.models import (
    Application,
    Candidate,
    Consent,
    Decision,
    Decline,
    Invitation,
    Note,
    Opening,
    SeenScore,
)
from apps.connections.models import Connection
from apps.core import tenancy
from apps.core.models import Due
from apps.core.refusals import Refused
from apps.organisations.models import Clearing, Organisation
from apps.pipeline import actions
from apps.pipeline import retention as pipeline
from apps.scoring.models import Score, Standing
from tests.factories import (
    make_candidate,
    make_consent,
    make_contest,
    make_invitation,
    make_member,
    make_opening,
    make_organisation,
    make_score,
    make_user,
)
from tests.pipeline.people import work

pytestmark = pytest.mark.django_db
LONG_AGO = timedelta(days=200)  # more than six months


def _closed(organisation: Organisation, *, ago: timedelta = LONG_AGO, **fields: Any) -> Opening:
    return make_opening(organisation, closed_at=timezone.now() - ago, **fields)


def _run(organisation: Organisation) -> list[int]:
    """Until nothing is left."""
    sizes = [pipeline.clear(organisation_id=organisation.pk)]
    while sizes[-1]:
        sizes.append(pipeline.clear(organisation_id=organisation.pk))
    return sizes


def _names(organisation: Organisation) -> list[str]:
    with tenancy.organisation(organisation.pk):
        return sorted(Candidate.objects.values_list("name", flat=True))


def _next(organisation: Organisation) -> datetime | None:
    found = Due.objects.filter(kind=due.RETENTION, subject_id=organisation.pk).first()
    return found.due_at if found else None


def _report(organisation: Organisation) -> tuple[int, int, int, int]:
    with tenancy.organisation(organisation.pk):
        run = Clearing.objects.finished()[0]
    return run.openings, run.applications, run.invitations, run.candidates


def _decide(consent: Consent, person: User) -> None:
    """Somebody decided about the candidate, and what they saw of the score was kept."""
    shown = {
        "value": 50,
        "low": 40,
        "high": 60,
        "model_version": "m",
        "computed_at": timezone.now(),
    }
    with tenancy.organisation(consent.organisation_id):
        common = {"organisation_id": consent.organisation_id}
        decision = Decision.objects.create(
            application=Application.objects.get(candidate=consent.candidate_id),
            kind="hold",
            reason="Not now.",
            decided_at=timezone.now(),
            **common,
        )
        SeenScore.objects.create(
            decision=decision, consent=consent, person=person, **common, **shown
        )


def _own(person: User, model: Any) -> int:
    with tenancy.person(person.pk):
        found: int = model.objects.count()
    return found


def test_who_applied_to_an_opening_that_closed_long_ago_is_gone_and_the_opening_stays() -> None:
    acme = make_organisation("Acme")
    old, new = _closed(acme), _closed(acme, ago=timedelta(days=20))
    for name, opening in (("Ada", old), ("Ben", old), ("Cem", new)):
        make_invitation(make_candidate(acme, name, opening=opening), opening)
    _run(acme)
    assert _names(acme) == ["Cem"]
    assert _report(acme) == (1, 2, 2, 2)
    with tenancy.organisation(acme.pk):
        assert Opening.objects.count() == 2


def test_who_is_in_another_opening_stays_without_what_was_said_in_the_old_one() -> None:
    acme = make_organisation("Acme")
    old, new = _closed(acme), make_opening(acme)
    ada = make_candidate(acme, "Ada", opening=old)
    with tenancy.organisation(acme.pk):
        Application.objects.create(organisation=acme, candidate=ada, opening=new)
        for opening in (old, new):
            Note.objects.create(organisation=acme, candidate=ada, opening=opening, text="Fine.")
    make_invitation(ada, old)
    _run(acme)
    assert _names(acme) == ["Ada"]
    assert _report(acme) == (1, 1, 1, 0)
    with tenancy.organisation(acme.pk):
        assert [note.opening_id for note in Note.objects.all()] == [new.pk]
        assert not Invitation.objects.exists()


def test_what_somebody_still_shared_ends_and_they_can_read_that_it_did() -> None:
    acme = make_organisation("Acme")
    old, person = _closed(acme), make_user("Ada")
    ada = make_candidate(acme, "Ada", opening=old)
    consent = make_consent(ada, person, opening=old)
    make_score(consent)
    make_contest(consent)
    with tenancy.person(person.pk):
        Connection.objects.create(
            person=person, network="x", account_key="k", sealed_credential=b"-"
        )
    _run(acme)
    assert _names(acme) == []
    assert [_own(person, each) for each in (Consent, Score, Standing, Connection)] == [0] * 4
    with tenancy.person(person.pk):
        ended = Event.objects.get(verb="consent.ended")
    assert ended.facts == {"networks": ["x"], "employer": str(acme.pk)}
    client = Client()
    client.force_login(person)
    assert "the time for keeping it was over" in client.get(reverse("me")).content.decode()


def test_an_account_that_another_employer_may_read_stays_linked() -> None:
    acme, bolt, person = make_organisation("Acme"), make_organisation("Bolt"), make_user("Ada")
    for employer, opening in ((acme, _closed(acme)), (bolt, make_opening(bolt))):
        make_consent(make_candidate(employer, "Ada", opening=opening), person, opening=opening)
    with tenancy.person(person.pk):
        Connection.objects.create(
            person=person, network="x", account_key="k", sealed_credential=b"-"
        )
    _run(acme)
    assert (_own(person, Consent), _own(person, Connection)) == (1, 1)
    assert _names(bolt) == ["Ada"]


def test_what_the_organisation_may_not_see_goes_too() -> None:
    """A consent that ended, its score, what was seen of it, and a refusal: hidden from the one that
    deletes."""
    acme = make_organisation("Acme")
    old, person = _closed(acme), make_user("Ada")
    ada, ben = (make_candidate(acme, name, opening=old) for name in ("Ada", "Ben"))
    over = timezone.now() - timedelta(days=1)
    consent = make_consent(
        ada, person, opening=old, granted_at=over - timedelta(days=90), expires_at=over
    )
    make_score(consent)
    _decide(consent, person)
    invitation = make_invitation(ben, old)
    with tenancy.organisation(acme.pk):
        Decline.objects.create(organisation=acme, candidate=ben, invitation=invitation)
    _run(acme)
    assert _names(acme) == []
    assert [_own(person, each) for each in (Consent, Score, Standing, SeenScore)] == [0] * 4


def test_an_invitation_stays_while_a_consent_for_another_opening_rests_on_it() -> None:
    acme = make_organisation("Acme")
    old, new, person = _closed(acme), make_opening(acme), make_user("Ada")
    ada = make_candidate(acme, "Ada", opening=old)
    make_consent(ada, person, opening=old)
    with tenancy.organisation(acme.pk):
        Application.objects.create(organisation=acme, candidate=ada, opening=new)
    assert _run(acme) == [1, 0]
    assert _own(person, Consent) == 1
    wakes = _next(acme)
    assert wakes is not None
    assert timedelta(hours=23) < wakes - timezone.now() <= timedelta(days=1)


def test_another_organisations_candidates_are_not_touched() -> None:
    acme, bolt = make_organisation("Acme"), make_organisation("Bolt")
    make_candidate(bolt, "Bo", opening=_closed(bolt))
    make_candidate(acme, "Ada", opening=_closed(acme))
    _run(acme)
    assert (_names(acme), _names(bolt)) == ([], ["Bo"])


def test_a_run_goes_in_batches_and_is_one_report_and_one_event(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(candidates, "BATCH", 2)
    acme = make_organisation("Acme")
    old = _closed(acme)
    for name in ("Ada", "Ben", "Cem", "Dee", "Eve"):
        make_candidate(acme, name, opening=old)
    assert _run(acme) == [2, 2, 1, 0]
    assert _report(acme) == (1, 5, 0, 5)
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
    assert _next(acme) == ends
    with tenancy.organisation(acme.pk):
        Opening.objects.update(closed_at=timezone.now() - LONG_AGO)
    Due.objects.filter(kind=due.RETENTION).update(due_at=timezone.now())
    actions.dispatch()
    assert work().count(due.RETENTION_TASK) >= 2
    assert _names(acme) == []
    assert _next(acme) is None


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_count_everybody_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(candidates, "BATCH", 3)
    acme = make_organisation("Acme")
    old = _closed(acme)
    for number in range(12):
        make_candidate(acme, f"Person {number}", opening=old)

    def worker(_: int) -> None:
        try:
            _run(acme)
        finally:
            connection.close()

    with ThreadPoolExecutor(3) as pool:
        list(pool.map(worker, range(3)))
    assert _names(acme) == []
    assert _report(acme) == (1, 12, 0, 12)


def test_a_worker_that_dies_in_a_batch_leaves_it_whole_for_the_next() -> None:
    acme = make_organisation("Acme")
    old, person = _closed(acme), make_user("Ada")
    make_consent(make_candidate(acme, "Ada", opening=old), person, opening=old)

    def dies(_: object) -> None:
        raise SystemExit

    with pytest.raises(SystemExit):
        candidates.clear(organisation_id=acme.pk, end_consents=dies)
    assert (_names(acme), _own(person, Consent)) == (["Ada"], 1)
    _run(acme)
    assert (_names(acme), _own(person, Consent)) == ([], 0)


def test_closing_an_opening_puts_the_day_on_which_its_candidates_go() -> None:
    acme = make_organisation("Acme")
    opening = make_opening(acme)
    make_candidate(acme, "Ada", opening=opening)
    with tenancy.organisation(acme.pk):
        openings.close(opening=opening, by=By.system())
        Opening.objects.update(closed_at=datetime(2026, 8, 31, 12, tzinfo=UTC))
        candidates.plan(acme)
    assert _next(acme) == datetime(2027, 2, 28, 12, tzinfo=UTC)


def test_a_shorter_term_takes_effect_with_the_next_run_and_is_recorded() -> None:
    acme = make_organisation("Acme")
    adam = make_member(acme, role="admin").user
    make_candidate(acme, "Ada", opening=_closed(acme, ago=timedelta(days=40)))
    candidates.set_term(organisation=acme, months=1, by=By.user(adam.pk))
    wakes = _next(acme)
    assert wakes is not None
    assert wakes <= timezone.now()
    _run(acme)
    assert _names(acme) == []
    with tenancy.organisation(acme.pk):
        assert Event.objects.get(verb="organisation.retention_set").facts == {"from": 6, "to": 1}


@pytest.mark.parametrize("months", [0, 25])
def test_a_term_has_bounds(months: int) -> None:
    acme = make_organisation("Acme")
    with pytest.raises(Refused, match="between 1 and 24"):
        candidates.set_term(organisation=acme, months=months, by=By.system())
