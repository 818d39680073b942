"""Deauthorisations: a network says that one of its users took back what they allowed us."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from apps.connections import grantors
from apps.connections.actions import relinking
from apps.connections.credentials import unseal
from apps.connections.models import Connection
from apps.core import tenancy
from apps.core.sealing import CannotOpen

# The network's time is in whole seconds. What a wrong clock misses is found by the next fetch; a
# word about our own revocation that comes late must not end what was linked since.
SLACK = timedelta(seconds=1)


def end(*, network: str, grantor_key: str, at: datetime | None) -> int:
    """Whatever that user allowed before ``at`` is read no more; how many accounts died of it. Each
    person gets one e-mail, and their scores keep the date of what was read. Twice is once."""
    with transaction.atomic():
        return sum(_end(*each, at) for each in grantors.linked_by(network, grantor_key))


def is_newer(connection: Connection, at: datetime | None, *, slack: timedelta) -> bool:
    """Whether it was linked again since then, so that an old word says nothing about it."""
    if at is None:
        return False
    try:
        held = unseal(connection.sealed_credential, owner=connection.pk)
    except CannotOpen:
        return False
    return held.issued_at > at + slack


def _end(person_id: UUID, connection_id: UUID, at: datetime | None) -> bool:
    with tenancy.person(person_id):
        connection = Connection.objects.filter(pk=connection_id).first()
        if connection is None or is_newer(connection, at, slack=SLACK):
            return False
        return relinking.die(connection_id=connection_id)
