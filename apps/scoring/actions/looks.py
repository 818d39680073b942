"""Every look at a score is an event that the person can see."""

from __future__ import annotations

from collections.abc import Iterable

from apps.audit.actions import By
from apps.audit.models import Event
from apps.candidates.models import Candidate
from apps.core import tenancy


def record(*, candidates: Iterable[Candidate], by: By, where: str) -> None:
    """One event for each candidate whose score was shown (``standing`` is joined already).
    ``where``
    is list, candidate, compare, export or api. Inside the organisation's scope; one insert."""
    organisation_id = tenancy.required().organisation_id
    assert organisation_id is not None
    Event.objects.bulk_create(
        Event(
            chain_id=organisation_id,
            organisation_id=organisation_id,
            person_id=candidate.person_id,
            actor=by.actor,
            actor_id=by.id,
            verb="score.seen",
            subject_kind="candidate",
            subject_id=candidate.pk,
            facts={"where": where},
        )
        for candidate in candidates
        if _shows_a_score(candidate)
    )


def _shows_a_score(candidate: Candidate) -> bool:
    standing = getattr(candidate, "standing", None)
    return standing is not None and standing.value is not None
