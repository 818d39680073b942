"""An organisation's audit trail as JSON lines, oldest first: its own chain, each event with its
place there, then what it may read of the chains of persons who share with it now."""

from __future__ import annotations

import json
from collections.abc import Iterator
from uuid import UUID

from apps.audit.models import Event, Seal
from apps.core import tenancy

BATCH = 500


def json_lines(organisation_id: UUID) -> Iterator[str]:
    """One event a line. Opens the organisation's scope for each batch, so it can be streamed."""
    reached = 0
    while seals := _chain(organisation_id, reached):
        yield "".join(_line(seal.event, seal) for seal in seals)
        reached = seals[-1].sequence
    last = UUID(int=0)
    while events := _outside(organisation_id, last):
        yield "".join(_line(event) for event in events)
        last = events[-1].pk


def _chain(organisation_id: UUID, reached: int) -> list[Seal]:
    with tenancy.organisation(organisation_id):
        seals = Seal.objects.in_order().filter(sequence__gt=reached)
        return list(seals[:BATCH])


def _outside(organisation_id: UUID, last: UUID) -> list[Event]:
    with tenancy.organisation(organisation_id):
        events = Event.objects.outside(organisation_id).filter(pk__gt=last)
        return list(events.order_by("pk")[:BATCH])


def _line(event: Event, seal: Seal | None = None) -> str:
    """``sequence`` and ``digest`` are null where the chain is a person's: theirs to prove."""
    fields = {
        "sequence": seal.sequence if seal else None,
        "digest": bytes(seal.digest).hex() if seal else None,
        "id": str(event.pk),
        "at": event.created_at.isoformat(),
        "actor": event.actor,
        "actor_id": str(event.actor_id) if event.actor_id else None,
        "verb": event.verb,
        "subject_kind": event.subject_kind,
        "subject_id": str(event.subject_id) if event.subject_id else None,
        "facts": event.facts,
    }
    return json.dumps(fields, sort_keys=True) + "\n"
