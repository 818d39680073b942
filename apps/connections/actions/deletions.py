"""Deletions: a network passes on that one of its users wants what was read there deleted."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from apps.audit.actions import By
from apps.connections import due, grantors
from apps.connections.actions import connections
from apps.connections.actions.deauthorisations import is_newer
from apps.connections.actions.fetches import LOST_MESSAGE
from apps.connections.models import Connection, DeletionRequest
from apps.core import outbox, tenancy
from apps.core.locks import hold
from apps.core.models import Due
from apps.core.models.due import WallKind

SLACK = timedelta(minutes=5)  # between the network's clock and ours: rather too much is deleted


def ask(*, network: str, grantor_key: str, at: datetime | None) -> DeletionRequest:
    """Notes the wish and has each account deleted that the user allowed before ``at``. The same
    wish again, before it is fulfilled, is the same request."""
    with transaction.atomic():
        hold("deletion", network, grantor_key)
        linked = [
            (person_id, connection_id)
            for person_id, connection_id in grantors.linked_by(network, grantor_key)
            if _concerns(person_id, connection_id, at)
        ]
        waiting = [connection_id for _, connection_id in linked]
        before = DeletionRequest.objects.waiting_for(*waiting).filter(waiting__contains=waiting)
        if waiting and (same := before.first()):
            return same
        for person_id, connection_id in linked:
            _send(person_id, connection_id)
        return DeletionRequest.objects.create(
            network=network,
            accounts=len(waiting),
            waiting=waiting,
            done_at=None if waiting else timezone.now(),
        )


def run(*, person_id: UUID, connection_id: UUID) -> None:
    """Unlinks the account, which deletes all that was read there. Twice is once."""
    with tenancy.person(person_id):
        connections.unlink(connection_id=connection_id, by=By.system())
        DeletionRequest.objects.settle(connection_id)
        Due.objects.cancel(due.DELETE, connection_id)


def _concerns(person_id: UUID, connection_id: UUID, at: datetime | None) -> bool:
    with tenancy.person(person_id):
        connection = Connection.objects.filter(pk=connection_id).first()
        return connection is not None and not is_newer(connection, at, slack=SLACK)


def _send(person_id: UUID, connection_id: UUID) -> None:
    at = timezone.now() + LOST_MESSAGE
    Due.objects.schedule(due.DELETE, WallKind.PERSON, person_id, connection_id, at)
    outbox.send(due.TASKS[due.DELETE], str(person_id), str(connection_id))
