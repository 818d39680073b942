"""Every look at a score is an event that the person can see."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from apps.audit.actions import By
from apps.audit.models import Event
from apps.audit.models.event import chain_of
from apps.candidates.models import Candidate
from apps.core import tenancy

SEEN = "score.seen"


def record(*, candidates: Iterable[Candidate], by: By, where: str) -> None:
    """One event for each candidate whose score was shown (``standing`` is joined already).
    ``where`` is list, candidate, compare, export, admin or api. In the organisation's scope; one
    insert."""
    organisation_id = tenancy.required().organisation_id
    assert organisation_id is not None
    looks = [
        _look(candidate, organisation_id, by, where)
        for candidate in candidates
        if _shows_a_score(candidate)
    ]
    # Chains are locked as their events come: always in one order, so that no two lists wait for
    # each other.
    Event.objects.bulk_create(sorted(looks, key=lambda look: look.chain_id))


def _look(candidate: Candidate, organisation_id: UUID, by: By, where: str) -> Event:
    person_id = candidate.person_id
    return Event(
        chain_id=chain_of(SEEN, organisation_id=organisation_id, person_id=person_id),
        organisation_id=organisation_id,
        person_id=person_id,
        actor=by.actor,
        actor_id=by.id,
        verb=SEEN,
        subject_kind="candidate",
        subject_id=candidate.pk,
        facts={"where": where},
    )


def _shows_a_score(candidate: Candidate) -> bool:
    standing = getattr(candidate, "standing", None)
    return standing is not None and standing.value is not None
