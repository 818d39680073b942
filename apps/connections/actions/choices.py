"""Choices: a login has come back from a network, and what it opened is not linked yet.

From its first moment it is a revocation that waits: whatever goes wrong, or whoever walks away, the
network is told to forget it by itself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from apps.connections.actions import revocations
from apps.connections.credentials import unseal
from apps.connections.models import Revocation
from apps.connections.networks.adapter import Credential
from apps.core import tenancy
from apps.core.refusals import Refused
from apps.core.sealing import CannotOpen

TIME = timedelta(minutes=30)


@dataclass(frozen=True, slots=True)
class Waiting:
    """What a login opened, and until when it can be linked."""

    credential: Credential
    until: datetime


def keep(*, person_id: UUID, network: str, credential: Credential) -> UUID:
    """The identifier by which the login is asked for again within ``TIME``."""
    with tenancy.person(person_id):
        until = timezone.now() + TIME
        return revocations.keep(
            person_id=person_id, network=network, credential=credential, until=until
        ).pk


def held(*, person_id: UUID, network: str, choice_id: UUID) -> Waiting | None:
    """None where it was used, given back, or its time is over."""
    with tenancy.person(person_id):
        row = Revocation.objects.waiting(timezone.now()).filter(pk=choice_id).first()
        if row is None or row.network != network:
            return None
        try:
            held = unseal(row.sealed_credential, owner=row.pk)
        except CannotOpen:
            return None
        return Waiting(held.credential, row.due_at)


def take(*, choice_id: UUID) -> None:
    """In the person's scope: from here on it belongs to a connection. Refuses with "choice_over";
    of two at once one is refused."""
    waiting = Revocation.objects.waiting(timezone.now()).select_for_update()
    row = waiting.filter(pk=choice_id).first()
    if row is None:
        raise Refused("choice_over", _("This login was used already, or its time is over."))
    revocations.take_back(row)


def give_back(*, person_id: UUID, choice_id: UUID) -> None:
    """Has the network forget it now. Twice is once."""
    with tenancy.person(person_id):
        waiting = Revocation.objects.waiting(timezone.now()).select_for_update()
        row = waiting.filter(pk=choice_id).first()
        if row:
            revocations.hasten(row)
