"""Renewals: the next access token, by one worker at a time, stored before it is used. Also of an
account that nobody reads for long, since what renews a token has an end too."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.utils import timezone

from apps.connections import due
from apps.connections.actions import relinking
from apps.connections.credentials import Held, seal, unseal
from apps.connections.models import Connection, ConnectionState
from apps.connections.networks.adapter import Credential
from apps.connections.networks.errors import NeedsReauth, NetworkError
from apps.connections.networks.registry import adapter
from apps.core import tenancy
from apps.core.locks import hold
from apps.core.models import Due
from apps.core.models.due import WallKind
from apps.core.sealing import CannotOpen

LONGEST = timedelta(seconds=60)  # above the longest call
UNREAD = timedelta(days=3)  # a refresh token is used at least so often
PAUSE = timedelta(hours=1)  # after a try in vain, where the network does not say


class Unlinked(Exception):
    """The connection is gone, or was linked anew in the meantime."""


class Busy(Exception):
    """Another worker renews it now; ``until`` is when it is done at the latest."""

    def __init__(self, until: datetime) -> None:
        super().__init__("another worker renews")
        self.until = until


@dataclass(frozen=True, slots=True)
class _Turn:
    """``held`` is what to renew, or what another worker stored in the meantime (``done``)."""

    network: str
    held: Held
    done: bool


def fresh(*, person_id: UUID, connection_id: UUID) -> Held:
    """A credential that still has a fifth of its life before it; where its network renews nothing,
    the person is asked in time, and it serves to its end. Raises ``Unlinked``, ``Busy`` and what
    the network answers."""
    with tenancy.person(person_id):
        held = _held(_connection(connection_id))
    if not held.is_due(timezone.now()):
        return held
    try:
        return renew(person_id=person_id, connection_id=connection_id, held=held)
    except NeedsReauth:
        if held.is_over(timezone.now()):
            raise
    relinking.warn(person_id=person_id, connection_id=connection_id)
    return held


def keep(*, person_id: UUID, connection_id: UUID) -> None:
    """Renews what nobody reads: its network is switched off, or everybody waits for its budget."""
    ids = {"person_id": person_id, "connection_id": connection_id}
    with tenancy.person(person_id):
        if not Connection.objects.active().filter(pk=connection_id).exists():
            Due.objects.cancel(due.RENEW, connection_id)
            return
    try:
        held = fresh(**ids)
    except Unlinked:
        Due.objects.cancel(due.RENEW, connection_id)
    except (NeedsReauth, CannotOpen):
        with tenancy.person(person_id):
            relinking.die(connection_id=connection_id)
    except (Busy, NetworkError) as error:
        plan(**ids, at=error.until or timezone.now() + PAUSE)
    else:
        plan(**ids, at=next_time(held.credential, held.issued_at, timezone.now()))


def next_time(credential: Credential, issued_at: datetime, now: datetime) -> datetime | None:
    """When it has to be renewed though nobody read; None where it has no end."""
    if credential.expires_at is None:
        return None
    at = Held(credential, issued_at, b"").due_at or credential.expires_at
    if credential.refresh_token:
        at = max(at, issued_at + UNREAD)
    return at if at > now else max(credential.expires_at, now + PAUSE)


def plan(*, person_id: UUID, connection_id: UUID, at: datetime | None) -> None:
    if at is None:
        Due.objects.cancel(due.RENEW, connection_id)
    else:
        Due.objects.schedule(due.RENEW, WallKind.PERSON, person_id, connection_id, at)


def renew(*, person_id: UUID, connection_id: UUID, held: Held) -> Held:
    """The credential after ``held``. Whoever waited finds that of the worker who was first."""
    turn = _begin(person_id, connection_id, held)
    if turn.done:
        return turn.held
    try:
        credential = adapter(turn.network).renew(held.credential)
    except Exception:
        _give_up(person_id, connection_id)
        raise
    return _store(person_id, connection_id, held, credential)


def _begin(person_id: UUID, connection_id: UUID, held: Held) -> _Turn:
    with tenancy.person(person_id):
        connection, now = _connection(connection_id), timezone.now()
        if not _holds(connection, held):
            return _Turn(connection.network, _held(connection), done=True)
        if connection.renewing_until and connection.renewing_until > now:
            raise Busy(connection.renewing_until)
        connection.renewing_until = now + LONGEST
        connection.save(update_fields=["renewing_until"])
        return _Turn(connection.network, held, done=False)


def _store(person_id: UUID, connection_id: UUID, held: Held, credential: Credential) -> Held:
    now = timezone.now()
    sealed = seal(credential, owner=connection_id, issued_at=now)
    with tenancy.person(person_id):
        if not _holds(_connection(connection_id), held):
            raise Unlinked
        Connection.objects.filter(pk=connection_id).update(
            sealed_credential=sealed,
            credential_expires_at=credential.expires_at,
            renewing_until=None,
            state=ConnectionState.ACTIVE,
        )
        at = next_time(credential, now, now)
        plan(person_id=person_id, connection_id=connection_id, at=at)
    return Held(credential, now, sealed)


def _give_up(person_id: UUID, connection_id: UUID) -> None:
    with tenancy.person(person_id):
        Connection.objects.filter(pk=connection_id).update(renewing_until=None)


def _connection(connection_id: UUID) -> Connection:
    hold("connection", connection_id)
    connection = Connection.objects.filter(pk=connection_id).first()
    if connection is None:
        raise Unlinked
    return connection


def _holds(connection: Connection, held: Held) -> bool:
    """Whether nobody has replaced what we hold."""
    sealed = bytes(connection.sealed_credential)
    return sealed == held.sealed or _held(connection).is_same(held)


def _held(connection: Connection) -> Held:
    return unseal(connection.sealed_credential, owner=connection.pk)
