"""Inviting thousands at once: the same result as one by one, in a few statements."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from apps.audit.actions import By, record_all
from apps.candidates.actions import allowance, candidates, invitations, mailings
from apps.candidates.imports.problems import Row
from apps.candidates.models import Application, Candidate, Invitation, Opening

BATCH = 500


@dataclass(frozen=True, slots=True)
class Invited:
    """``people``: by the address as Python writes it in small letters. ``posted``: those of them to
    whom a letter is now on its way."""

    people: Mapping[str, Candidate]
    posted: frozenset[UUID]


@transaction.atomic
def invite_all(*, rows: Sequence[Row], opening: Opening, by: By) -> Invited:
    """Adds and invites everybody. Who is known keeps name and place, who has an invitation keeps
    it."""
    # One import of an opening at a time, and addresses always in the same order: no deadlock.
    opening = Opening.objects.select_for_update(no_key=True).get(pk=opening.pk)
    invitations.refuse_uninvitable(opening)
    by_address = _add(sorted(rows, key=lambda row: row.email.lower()), opening, by)
    people = {candidate.pk: candidate for candidate in by_address.values()}
    applications = [_application(candidate, opening) for candidate in people.values()]
    Application.objects.bulk_create(applications, ignore_conflicts=True, batch_size=BATCH)
    posted = _invite(people, opening, by)
    allowance.spend(organisation_id=opening.organisation_id, letters=len(posted))
    return Invited(by_address, posted)


def _add(rows: Sequence[Row], opening: Opening, by: By) -> dict[str, Candidate]:
    emails = [row.email for row in rows]
    known = {candidate.lowered_email for candidate in Candidate.objects.by_emails(emails)}
    new = [_candidate(row, opening) for row in rows if row.email.lower() not in known]
    Candidate.objects.bulk_create(new, ignore_conflicts=True, batch_size=BATCH)
    found = {
        candidate.lowered_email: candidate for candidate in Candidate.objects.by_emails(emails)
    }
    there, nothing = {candidate.pk for candidate in found.values()}, dict[str, object]()
    added = [(candidate, nothing) for candidate in new if candidate.pk in there]
    record_all(by=by, verb="candidate.added", subjects=added)
    return {
        row.email.lower(): found.get(row.email.lower()) or _misspelt(row, opening, by)
        for row in rows
    }


def _misspelt(row: Row, opening: Opening, by: By) -> Candidate:
    """Of an address whose small letters Python and PostgreSQL write differently, such as "İ"."""
    return candidates.add(
        organisation=opening.organisation, name=row.name, email=row.email, place=row.place, by=by
    )


def _invite(people: Mapping[UUID, Candidate], opening: Opening, by: By) -> frozenset[UUID]:
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
        key
        for key, known in before.items()
        if known.is_expired and invitations.ask(candidate=people[key], opening=opening, by=by)[1]
    ]
    return frozenset(invitation.candidate_id for invitation in created) | frozenset(renewed)


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
