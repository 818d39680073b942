"""Every look at a score is an event that the person can see."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from apps.audit.actions import By
from apps.audit.models import Event
from apps.audit.models.event import chain_of
from apps.candidates.models import Candidate
from apps.core import tenancy

SEEN, EXPORTED = "score.seen", "score.exported"


def record(*, candidates: Iterable[Candidate], by: By, where: str) -> None:
    """One event for each candidate whose score was shown (``standing`` is joined already).
    ``where`` is list, candidate, compare, admin or api. In the organisation's scope; one insert."""
    _insert([_event(SEEN, each, by, {"where": where}) for each in candidates if _has_score(each)])


def export(*, candidates: Iterable[Candidate], by: By, where: str, form: str) -> None:
    """The score was looked at and taken away in a file; ``form`` is pdf. Else as ``record``."""
    shown = [candidate for candidate in candidates if _has_score(candidate)]
    seen = [_event(SEEN, each, by, {"where": where}) for each in shown]
    taken = [_event(EXPORTED, each, by, {"where": where, "form": form}) for each in shown]
    _insert([*seen, *taken])


def _insert(events: Iterable[Event]) -> None:
    """Chains are locked as their events come: always in one order, so that no two lists wait for
    each other."""
    Event.objects.bulk_create(sorted(events, key=lambda event: event.chain_id))


def _event(verb: str, candidate: Candidate, by: By, facts: Mapping[str, str]) -> Event:
    organisation_id = tenancy.required().organisation_id
    assert organisation_id is not None
    person_id = candidate.person_id
    return Event(
        chain_id=chain_of(verb, organisation_id=organisation_id, person_id=person_id),
        organisation_id=organisation_id,
        person_id=person_id,
        actor=by.actor,
        actor_id=by.id,
        verb=verb,
        subject_kind="candidate",
        subject_id=candidate.pk,
        facts=dict(facts),
    )


def _has_score(candidate: Candidate) -> bool:
    standing = getattr(candidate, "standing", None)
    return standing is not None and standing.value is not None
