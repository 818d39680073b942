"""One person, one candidate, however often they are added."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from uuid import UUID

import pytest
from django.db import connection

from apps.audit.actions import By
from apps.audit.models import Event
from apps.candidates.actions import applications, candidates
from apps.candidates.models import Application, Candidate
from apps.core import tenancy
from apps.core.refusals import Refused
from apps.organisations.models import Organisation
from tests.factories import make_candidate, make_opening, make_organisation


@pytest.mark.django_db
def test_the_same_address_is_the_same_candidate() -> None:
    employer = make_organisation()
    with tenancy.organisation(employer.pk):
        ada = _add(employer, "Ada Byron", "Ada@People.example")
        again = _add(employer, "A. Byron", " ada@people.EXAMPLE ")
        assert (again.pk, again.name) == (ada.pk, "Ada Byron")
        assert Event.objects.about(ada.pk).count() == 1


@pytest.mark.django_db
def test_two_employers_know_the_same_person_apart() -> None:
    ours, theirs = make_organisation(), make_organisation()
    with tenancy.organisation(ours.pk):
        here = _add(ours, "Ada", "ada@people.example")
    with tenancy.organisation(theirs.pk):
        there = _add(theirs, "Ada", "ada@people.example")
        assert Candidate.objects.get() == there
    assert here.pk != there.pk


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "email", "field"),
    [("", "ada@people.example", "name"), ("Ada", "ada at home", "email"), ("Ada", "", "email")],
)
def test_who_has_no_name_or_address_is_refused(name: str, email: str, field: str) -> None:
    employer = make_organisation()
    with tenancy.organisation(employer.pk), pytest.raises(Refused) as refusal:
        _add(employer, name, email)
    assert refusal.value.field == field


@pytest.mark.django_db
def test_applying_twice_is_applying_once() -> None:
    employer = make_organisation()
    opening, ada = make_opening(employer), make_candidate(employer)
    with tenancy.organisation(employer.pk):
        for _ in range(2):
            applications.add(candidate=ada, opening=opening, by=By.system())
        assert Application.objects.count() == 1


@pytest.mark.django_db
def test_a_status_is_set_once_and_only_to_a_known_one() -> None:
    employer = make_organisation()
    opening, ada = make_opening(employer), make_candidate(employer)
    with tenancy.organisation(employer.pk):
        application = applications.add(candidate=ada, opening=opening, by=By.system())
        for _ in range(2):
            applications.set_status(application=application, status="interview", by=By.system())
        assert (
            Event.objects.about(application.pk).filter(verb="application.status_set").count() == 1
        )
        with pytest.raises(Refused):
            applications.set_status(application=application, status="rejected", by=By.system())


@pytest.mark.django_db(transaction=True)
def test_a_form_submitted_twice_at_once_adds_one_candidate() -> None:
    employer, together = make_organisation(), Barrier(2)

    def submit() -> UUID:
        try:
            together.wait(5)
            with tenancy.organisation(employer.pk):
                return _add(employer, "Ada", "ada@people.example").pk
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as threads:
        both = {task.result() for task in [threads.submit(submit) for _ in range(2)]}
    assert len(both) == 1


def _add(employer: Organisation, name: str, email: str) -> Candidate:
    return candidates.add(organisation=employer, name=name, email=email, by=By.system())
