"""Test mode: an organisation's twin, opened with its made-up people.

They never sign in: their users are not active, without password, under a domain that cannot exist.
Their accounts are linked nowhere, so nothing is ever fetched; their scores are computed like
anybody's, from ``apps.connections.made_up``, and anew by each score model. Their consents end when
the twin is long forgotten."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils import timezone, translation

from apps.accounts.models import User
from apps.audit.actions import By
from apps.candidates.actions import applications, candidates, openings
from apps.candidates.actions.identity import tie
from apps.candidates.models import Candidate, Consent, Invitation, Opening
from apps.candidates.models.consent import MADE_UP
from apps.core import tenancy
from apps.organisations.actions import test_mode
from apps.organisations.models import Organisation
from apps.pipeline.cast import JOBS, Applicant, Job
from apps.scoring.actions import contests, scores

ENDS = timedelta(days=36_500)


@transaction.atomic
def open_twin(*, organisation: Organisation, by: By) -> Organisation:
    """The twin, whose keys are the organisation's test keys; with its people from the first moment
    on. Twice is once, also at the same time. Call it outside of the twin's scope."""
    twin, founded = test_mode.found(organisation=organisation, by=by)
    if founded:
        with translation.override(twin.language):
            _people(twin)
    return twin


def _people(twin: Organisation) -> None:
    host, now = f"{secrets.token_hex(6)}.made-up.invalid", timezone.now()
    for job, applicants in JOBS.items():
        with tenancy.organisation(twin.pk):
            opening = _opening(twin, job)
            made = [_applicant(twin, opening, each, host, now) for each in applicants]
        for applicant, consent in zip(applicants, made, strict=True):
            if consent:
                _score(applicant, consent, now)


def _opening(twin: Organisation, job: Job) -> Opening:
    return openings.create(
        organisation=twin,
        title=str(job.title),
        place=job.place,
        reason=str(job.reason),
        by=By.system(),
    )


def _applicant(
    twin: Organisation, opening: Opening, applicant: Applicant, host: str, now: datetime
) -> Consent | None:
    """None for who has not answered."""
    email = f"{applicant.handle}@{host}"
    candidate = candidates.add(organisation=twin, name=applicant.name, email=email, by=By.system())
    applications.add(candidate=candidate, opening=opening, by=By.system())
    invitation = Invitation.objects.create(
        organisation=twin,
        candidate=candidate,
        opening=opening,
        expires_at=now + ENDS,
        sent_at=now,
        accepted_at=now if applicant.networks else None,
    )
    return _consent(candidate, invitation, applicant, now) if applicant.networks else None


def _consent(
    candidate: Candidate, invitation: Invitation, applicant: Applicant, now: datetime
) -> Consent:
    person = User.objects.create_user(email=candidate.email, name=candidate.name, is_active=False)
    tie(candidate, person)
    return Consent.objects.create(
        organisation_id=candidate.organisation_id,
        candidate=candidate,
        invitation=invitation,
        person=person,
        networks=[*applicant.networks],
        purpose=invitation.opening.reason,
        text_version=MADE_UP,
        granted_at=now,
        expires_at=now + ENDS,
    )


def _score(applicant: Applicant, consent: Consent, now: datetime) -> None:
    person_id: UUID = consent.person_id
    with tenancy.person(person_id):
        scores.compute(person_id=person_id, consent_id=consent.pk, now=now)
        if applicant.contests:
            by = By.person(person_id)
            contests.contest(consent_id=consent.pk, text=str(applicant.contests), by=by)
