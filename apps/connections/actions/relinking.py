"""Relinking: a credential is dead, and the person is asked once to link again."""

from __future__ import annotations

from uuid import UUID

from django.utils import timezone

from apps.audit.actions import By, record
from apps.connections import due, letters
from apps.connections.actions import fetches
from apps.connections.actions.fetches import Claimed, mine
from apps.connections.models import Connection, ConnectionState
from apps.core import outbox, tenancy
from apps.core.models import Due
from apps.core.models.due import WallKind


def need(claimed: Claimed) -> None:
    """Ends the fetch; the connection waits for its person. The first time they get an e-mail."""
    with tenancy.person(claimed.person_id):
        fetch = mine(claimed)
        fetches.fail(fetch, code="needs_reauth", again=False)
        linked = Connection.objects.active().filter(pk=claimed.connection_id)
        if not linked.update(state=ConnectionState.NEEDS_REAUTH):
            return
        facts = {"network": claimed.network}
        record(by=By.system(), verb="connection.died", subject=fetch.connection, facts=facts)
        _schedule_mail(claimed.person_id, claimed.connection_id)
        outbox.send(due.TASKS[due.RELINK_MAIL], str(claimed.person_id), str(claimed.connection_id))


def ask(*, person_id: UUID, connection_id: UUID) -> bool:
    """Mails the person. Claimed before sending, so that two workers send one; a mail server that
    refuses gives the claim back, and the scheduler tries again."""
    with tenancy.person(person_id):
        waiting = Connection.objects.filter(
            pk=connection_id, state=ConnectionState.NEEDS_REAUTH, relink_asked_at=None
        )
        connection = waiting.select_related("person").first()
        if connection is None or not waiting.update(relink_asked_at=timezone.now()):
            Due.objects.cancel(due.RELINK_MAIL, connection_id)
            return False
        message = letters.relink(connection)
    try:
        message.send()
    except OSError:  # smtplib's errors among them
        with tenancy.person(person_id):
            Connection.objects.filter(pk=connection_id).update(relink_asked_at=None)
        raise
    Due.objects.cancel(due.RELINK_MAIL, connection_id)
    return True


def _schedule_mail(person_id: UUID, connection_id: UUID) -> None:
    at = timezone.now() + fetches.LOST_MESSAGE
    Due.objects.schedule(due.RELINK_MAIL, WallKind.PERSON, person_id, connection_id, at)
