"""Relinking: a credential is dead, or will be soon, and the person is asked once to link again."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from django.core.mail import EmailMultiAlternatives
from django.utils import timezone

from apps.audit.actions import By, record
from apps.connections import due, letters
from apps.connections.actions import fetches
from apps.connections.actions.fetches import Claimed, mine
from apps.connections.credentials import unseal
from apps.connections.models import Connection, ConnectionState
from apps.core import outbox, tenancy
from apps.core.locks import hold
from apps.core.models import Due
from apps.core.models.due import WallKind
from apps.core.sealing import CannotOpen

LEASE = timedelta(minutes=4)  # a mail server that hangs is given up sooner


def need(claimed: Claimed) -> None:
    """Ends the fetch; the connection waits for its person. The first time they get an e-mail."""
    with tenancy.person(claimed.person_id):
        fetches.fail(mine(claimed), code="needs_reauth", again=False)
        die(connection_id=claimed.connection_id)


def die(*, connection_id: UUID) -> bool:
    """In the person's scope: nothing is read until they link again, and they get an e-mail, unless
    it is dead already."""
    hold("connection", connection_id)
    connection = Connection.objects.active().filter(pk=connection_id).first()
    if connection is None:
        return False
    connection.state = ConnectionState.NEEDS_REAUTH
    connection.save(update_fields=["state"])
    Due.objects.cancel(due.RENEW, connection_id)
    facts = {"network": connection.network}
    record(by=By.system(), verb="connection.died", subject=connection, facts=facts)
    _send_mail(connection)
    return True


def warn(*, person_id: UUID, connection_id: UUID) -> None:
    """Asks in time, while the account can still be read: its network renews nothing by itself."""
    with tenancy.person(person_id):
        connection = Connection.objects.filter(pk=connection_id, relink_asked_at=None).first()
        if connection:
            _send_mail(connection)


def ask(*, person_id: UUID, connection_id: UUID) -> bool:
    """Mails the person. Claimed before sending, so that two workers send one; a mail server that
    refuses gives the claim back, a killed worker's ends by itself: the scheduler tries again."""
    with tenancy.person(person_id):
        message = _claimed(connection_id)
    if message is None:
        return False
    try:
        message.send()
    except OSError:  # smtplib's errors among them
        with tenancy.person(person_id):
            Connection.objects.filter(pk=connection_id).update(relink_asked_at=None)
        raise
    Due.objects.cancel(due.RELINK_MAIL, connection_id)
    return True


def _claimed(connection_id: UUID) -> EmailMultiAlternatives | None:
    """In the person's scope. The claim comes before the look whether it is still due: who waited
    for another's claim to end finds what that one left."""
    linked, now = Connection.objects.filter(pk=connection_id), timezone.now()
    connection = linked.select_related("person").first()
    if connection is None or not _is_asked(connection):
        Due.objects.cancel(due.RELINK_MAIL, connection_id)
        return None
    if not linked.unasked(now - LEASE).update(relink_asked_at=now):
        return None
    if not Due.objects.filter(kind=due.RELINK_MAIL, subject_id=connection_id).exists():
        return None
    return letters.relink(connection)


def _is_asked(connection: Connection) -> bool:
    """Not where it was linked or renewed since the mail was planned."""
    if connection.state == ConnectionState.NEEDS_REAUTH:
        return True
    try:
        held = unseal(connection.sealed_credential, owner=connection.pk)
    except CannotOpen:
        return False  # found by the next who reads with it
    return held.is_due(timezone.now())


def _send_mail(connection: Connection) -> None:
    person_id, at = connection.person_id, timezone.now() + fetches.LOST_MESSAGE
    Due.objects.schedule(due.RELINK_MAIL, WallKind.PERSON, person_id, connection.pk, at)
    outbox.send(due.TASKS[due.RELINK_MAIL], str(person_id), str(connection.pk))
