"""Inviting thousands at once: the same result as one by one, in a few statements."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from apps.audit.actions import By, record_all
from apps.candidates.actions import allowance, candidates, invitations, mailings
from apps.candidates.imports.problems import Row
from apps.candidates.models import Application, Candidate, Invitation, Opening

BATCH = 500


@transaction.atomic
def invite_all(*, rows: Sequence[Row], opening: Opening, by: By) -> int:
    """Adds and invites everybody; returns how many letters are now on their way. Who is known keeps
    name and place, who has an invitation keeps it."""
    # One import of an opening at a time, and addresses always in the same order: no deadlock.
    opening = Opening.objects.select_for_update(no_key=True).get(pk=opening.pk)
    invitations.refuse_uninvitable(opening)
    people = _add(sorted(rows, key=lambda row: row.email.lower()), opening, by)
    applications = [_application(candidate, opening) for candidate in people.values()]
    Application.objects.bulk_create(applications, ignore_conflicts=True, batch_size=BATCH)
    letters = _invite(people, opening, by)
    allowance.spend(organisation_id=opening.organisation_id, letters=letters)
    return letters


def _add(rows: Sequence[Row], opening: Opening, by: By) -> dict[UUID, Candidate]:
    emails = [row.email for row in rows]
    known = {candidate.lowered_email for candidate in Candidate.objects.by_emails(emails)}
    new = [_candidate(row, opening) for row in rows if row.email.lower() not in known]
    Candidate.objects.bulk_create(new, ignore_conflicts=True, batch_size=BATCH)
    found = {candidate.pk: candidate for candidate in Candidate.objects.by_emails(emails)}
    nothing: dict[str, object] = {}
    added = [(candidate, nothing) for candidate in new if candidate.pk in found]
    record_all(by=by, verb="candidate.added", subjects=added)
    return found | _misspelt(rows, found, opening, by)


def _misspelt(
    rows: Sequence[Row], found: dict[UUID, Candidate], opening: Opening, by: By
) -> dict[UUID, Candidate]:
    """Addresses whose small letters Python and PostgreSQL spell differently, such as "İ"."""
    spelt = {candidate.lowered_email for candidate in found.values()}
    others = [
        candidates.add(
            organisation=opening.organisation,
            name=row.name,
            email=row.email,
            place=row.place,
            by=by,
        )
        for row in rows
        if row.email.lower() not in spelt
    ]
    return {candidate.pk: candidate for candidate in others}


def _invite(people: dict[UUID, Candidate], opening: Opening, by: By) -> int:
    standing = Invitation.objects.standing().filter(opening=opening, candidate__in=people)
    before = {known.candidate_id: known for known in standing}
    new = [
        _invitation(candidate, opening, by)
        for candidate in people.values()
        if candidate.pk not in before
    ]
    Invitation.objects.bulk_create(new, ignore_conflicts=True, batch_size=BATCH)
    created = list(Invitation.objects.filter(pk__in=[invitation.pk for invitation in new]))
    told = [(invitation, _facts(invitation)) for invitation in created]
    record_all(by=by, verb="invitation.created", subjects=told)
    mailings.post_all(created)
    renewed = [
        invitations.ask(candidate=people[key], opening=opening, by=by)[1]
        for key, known in before.items()
        if known.is_expired
    ]
    return len(created) + sum(renewed)


def _candidate(row: Row, opening: Opening) -> Candidate:
    return Candidate(
        organisation_id=opening.organisation_id, name=row.name, email=row.email, place=row.place
    )


def _application(candidate: Candidate, opening: Opening) -> Application:
    return Application(
        organisation_id=opening.organisation_id, candidate=candidate, opening=opening
    )


def _invitation(candidate: Candidate, opening: Opening, by: By) -> Invitation:
    return Invitation(
        organisation_id=opening.organisation_id,
        candidate=candidate,
        opening=opening,
        invited_by_id=by.user_id,
        expires_at=timezone.now() + settings.INVITATION_LIFETIME,
    )


def _facts(invitation: Invitation) -> dict[str, str]:
    return {"candidate": str(invitation.candidate_id), "opening": str(invitation.opening_id)}
