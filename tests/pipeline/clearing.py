"""An employer whose openings closed long ago, and runs that delete what is past its time."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from apps.accounts.models import User
from apps.candidates import due
from apps.candidates.models import (
    Application,
    Candidate,
    Consent,
    Decision,
    Opening,
    SeenScore,
)
from apps.core import tenancy
from apps.core.models import Due
from apps.organisations.models import Clearing, Organisation
from apps.pipeline import retention as pipeline
from tests.factories import (
    make_opening,
)

LONG_AGO = timedelta(days=200)  # more than six months


def closed(organisation: Organisation, *, ago: timedelta = LONG_AGO, **fields: Any) -> Opening:
    return make_opening(organisation, closed_at=timezone.now() - ago, **fields)


def run_all(organisation: Organisation) -> list[int]:
    """Until nothing is left."""
    sizes = [pipeline.clear(organisation_id=organisation.pk)]
    while sizes[-1]:
        sizes.append(pipeline.clear(organisation_id=organisation.pk))
    return sizes


def names_at(organisation: Organisation) -> list[str]:
    with tenancy.organisation(organisation.pk):
        return sorted(Candidate.objects.values_list("name", flat=True))


def next_run(organisation: Organisation) -> datetime | None:
    found = Due.objects.filter(kind=due.RETENTION, subject_id=organisation.pk).first()
    return found.due_at if found else None


def report(organisation: Organisation) -> tuple[int, int, int, int]:
    with tenancy.organisation(organisation.pk):
        run = Clearing.objects.finished()[0]
    return run.openings, run.applications, run.invitations, run.candidates


def decided(consent: Consent, person: User) -> None:
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


def own(person: User, model: Any) -> int:
    with tenancy.person(person.pk):
        found: int = model.objects.count()
    return found
