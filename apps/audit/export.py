"""An organisation's audit trail as JSON lines, oldest first, with each event's place in the
chain."""

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
    while batch := _batch(organisation_id, reached):
        yield "".join(_line(seal) for seal in batch)
        reached = batch[-1].sequence


def _batch(organisation_id: UUID, reached: int) -> list[Seal]:
    with tenancy.organisation(organisation_id):
        seals = Seal.objects.in_order().filter(sequence__gt=reached)
        return list(seals[:BATCH])


def _line(seal: Seal) -> str:
    event: Event = seal.event
    fields = {
        "sequence": seal.sequence,
        "digest": bytes(seal.digest).hex(),
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
