"""Announcements: what an organisation's own systems are told, in the transaction of the change."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from uuid import UUID

from apps.core import locks, outbox, tenancy
from apps.organisations.models import Announcement, Organisation
from apps.organisations.models.announcement import Kind

SPREAD_TASK = "integrations.spread"

type Facts = Mapping[str, str | int | list[str] | None]


def announce(
    *, organisation_id: UUID, kind: Kind, candidate_id: UUID, facts: Facts | None = None
) -> None:
    """Tells the organisation's systems, where it has any. From any scope, inside a transaction."""
    announce_all(
        organisation_id=organisation_id, candidate_id=candidate_id, told=[(kind, facts or {})]
    )


def announce_all(
    *, organisation_id: UUID, candidate_id: UUID, told: Sequence[tuple[Kind, Facts]]
) -> None:
    """``announce`` for several things about one candidate, in this order.

    Whoever changes something about the same candidate at the same time waits, so that the order in
    which things are told is the order in which they were committed."""
    with tenancy.organisation(organisation_id):
        if not Organisation.objects.filter(pk=organisation_id, listens=True).exists():
            return
        locks.hold("announcement", candidate_id)
        Announcement.objects.bulk_create(
            Announcement(
                organisation_id=organisation_id,
                kind=kind,
                candidate_id=candidate_id,
                facts=dict(facts),
            )
            for kind, facts in told
        )
        outbox.send(SPREAD_TASK, str(organisation_id))
