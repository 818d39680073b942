"""Revocations: telling a network to forget a grant, after everything here is gone already, or
before anything was linked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import F
from django.utils import timezone

from apps.audit.actions import By, record
from apps.connections import due, grantors
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


def keep(*, person_id: UUID, network: str, credential: Credential, until: datetime) -> Revocation:
    """In the person's scope: the credential, sealed, and revoked then."""
    key = identifier()
    revocation = Revocation.objects.create(
        id=key,
        person_id=person_id,
        network=network,
        grantor_key=grantors.shared_grantor_key(network, credential),
        sealed_credential=seal(credential, owner=key, issued_at=timezone.now()),
        due_at=until,
    )
    Due.objects.schedule(due.REVOKE, WallKind.PERSON, person_id, key, until)
    return revocation


def ask(*, person_id: UUID, network: str, credential: Credential) -> None:
    """In the person's scope: keeps the credential for the call that follows the commit."""
    now = timezone.now()
    hasten(keep(person_id=person_id, network=network, credential=credential, until=now))


def hasten(revocation: Revocation) -> None:
    """In the person's scope: on commit, or by the scheduler if that message is lost."""
    now, person_id = timezone.now(), revocation.person_id
    Revocation.objects.filter(pk=revocation.pk).update(due_at=now)
    Due.objects.schedule(due.REVOKE, WallKind.PERSON, person_id, revocation.pk, now + FIRST_WAIT)
    outbox.send(due.TASKS[due.REVOKE], str(person_id), str(revocation.pk))


def take_back(revocation: Revocation) -> None:
    """In the person's scope: nobody is told to forget anything (any more)."""
    Due.objects.cancel(due.REVOKE, revocation.pk)
    revocation.delete()


def revoke(*, person_id: UUID, revocation_id: UUID) -> bool:
    """One try. True when the network has forgotten the grant, or was asked in vain often enough. A
    grant that somebody's account here lives on is not revoked; only its tokens are forgotten."""
    grant = _claim(person_id, revocation_id)
    if grant is None:
        return False
    try:
        adapter(grant.network).revoke(grant.credential)
    except (NeedsReauth, Gone):  # the network knows it no longer
        return _forget(person_id, revocation_id, verb="grant.revoked")
    except NetworkError:
        if grant.attempts < TRIES:
            return False
        return _forget(person_id, revocation_id, verb="grant.given_up")
    return _forget(person_id, revocation_id, verb="grant.revoked")


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
        row.refresh_from_db()
        Due.objects.schedule(due.REVOKE, WallKind.PERSON, person_id, revocation_id, at)
        if _is_needed(row):
            _drop(row, verb="grant.forgotten")
            return None
        return _opened(row)


def _is_needed(row: Revocation) -> bool:
    shared = row.grantor_key
    return bool(shared) and grantors.is_needed(row.network, shared, revocation_id=row.pk)


def _opened(row: Revocation) -> _Grant | None:
    """None where no key opens it any more: then nobody can revoke it, and it goes."""
    try:
        held = unseal(row.sealed_credential, owner=row.pk)
    except CannotOpen:
        _drop(row, verb="grant.given_up")
        return None
    return _Grant(row.network, held.credential, row.attempts)


def _forget(person_id: UUID, revocation_id: UUID, *, verb: str) -> bool:
    with tenancy.person(person_id):
        row = Revocation.objects.select_for_update().filter(pk=revocation_id).first()
        if row:
            _drop(row, verb=verb)
    return True


def _drop(row: Revocation, *, verb: str) -> None:
    facts = {"network": row.network, "attempts": row.attempts}
    record(by=By.system(), verb=verb, subject=row, facts=facts)
    take_back(row)
