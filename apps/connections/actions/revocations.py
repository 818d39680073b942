"""Revocations: telling a network to forget a grant, after everything here is gone already."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.db.models import F
from django.utils import timezone

from apps.audit.actions import By, record
from apps.connections import due
from apps.connections.credentials import seal, unseal
from apps.connections.models import Revocation
from apps.connections.networks.adapter import Credential
from apps.connections.networks.errors import Gone, NeedsReauth, NetworkError
from apps.connections.networks.registry import adapter
from apps.core import outbox, tenancy
from apps.core.models import Due, identifier
from apps.core.models.due import WallKind
from apps.core.sealing import CannotOpen

TRIES = 10  # over about three days
FIRST_WAIT = timedelta(minutes=2)
LONGEST_WAIT = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class _Grant:
    network: str
    credential: Credential
    attempts: int

    @property
    def facts(self) -> dict[str, str | int | list[str] | None]:
        return {"network": self.network, "attempts": self.attempts}


def ask(*, person_id: UUID, network: str, credential: Credential) -> Revocation:
    """In the person's scope: keeps the credential, sealed, for the call that follows the commit."""
    key, now = identifier(), timezone.now()
    revocation = Revocation.objects.create(
        id=key,
        person_id=person_id,
        network=network,
        sealed_credential=seal(credential, owner=key, issued_at=now),
        due_at=now,
    )
    Due.objects.schedule(due.REVOKE, WallKind.PERSON, person_id, key, now + FIRST_WAIT)
    outbox.send(due.TASKS[due.REVOKE], str(person_id), str(key))
    return revocation


def revoke(*, person_id: UUID, revocation_id: UUID) -> bool:
    """One try. True when nothing of the grant is left here: revoked, or given up."""
    grant = _claim(person_id, revocation_id)
    if grant is None:
        return False
    try:
        adapter(grant.network).revoke(grant.credential)
    except (NeedsReauth, Gone):  # the network knows it no longer
        return _forget(person_id, revocation_id, grant, verb="grant.revoked")
    except NetworkError:
        if grant.attempts < TRIES:
            return False
        return _forget(person_id, revocation_id, grant, verb="grant.given_up")
    return _forget(person_id, revocation_id, grant, verb="grant.revoked")


def _claim(person_id: UUID, revocation_id: UUID) -> _Grant | None:
    """For one worker until the next try is due; None where it is not due or done."""
    now = timezone.now()
    with tenancy.person(person_id):
        row = Revocation.objects.filter(pk=revocation_id).first()
        if row is None:
            Due.objects.cancel(due.REVOKE, revocation_id)
            return None
        at = now + min(FIRST_WAIT * 3**row.attempts, LONGEST_WAIT)
        ripe = Revocation.objects.filter(pk=revocation_id, due_at__lte=now, attempts=row.attempts)
        if not ripe.update(due_at=at, attempts=F("attempts") + 1):
            return None
        Due.objects.schedule(due.REVOKE, WallKind.PERSON, person_id, revocation_id, at)
        return _opened(row)


def _opened(row: Revocation) -> _Grant | None:
    """None where no key opens it any more: then nobody can revoke it, and it goes."""
    attempts = row.attempts + 1
    try:
        held = unseal(row.sealed_credential, owner=row.pk)
    except CannotOpen:
        facts = {"network": row.network, "attempts": attempts}
        record(by=By.system(), verb="grant.given_up", subject=row, facts=facts)
        Due.objects.cancel(due.REVOKE, row.pk)
        row.delete()
        return None
    return _Grant(row.network, held.credential, attempts)


def _forget(person_id: UUID, revocation_id: UUID, grant: _Grant, *, verb: str) -> bool:
    with tenancy.person(person_id):
        revocation = Revocation.objects.select_for_update().filter(pk=revocation_id).first()
        if revocation:
            record(by=By.system(), verb=verb, subject=revocation, facts=grant.facts)
            revocation.delete()
        Due.objects.cancel(due.REVOKE, revocation_id)
    return True
