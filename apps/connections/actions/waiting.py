"""Fetches that wait for a budget of our own, and do so no longer than it is spent."""

from __future__ import annotations

from uuid import UUID

from django.utils import timezone

from apps.connections import due
from apps.connections.actions import fetches
from apps.connections.models import Fetch, FetchState
from apps.connections.networks.errors import BudgetSpent
from apps.core import tenancy
from apps.core.locks import hold
from apps.core.models import Due


def go_on(*, network: str) -> int:
    """After the network's budget was raised: its fetches that waited for that are due now. How many
    they are."""
    now = timezone.now()
    asleep = Due.objects.filter(kind=due.FETCH, due_at__gt=now).values_list("wall_id", "subject_id")
    return sum(_wake(person_id, connection_id, network) for person_id, connection_id in asleep)


def _wake(person_id: UUID, connection_id: UUID, network: str) -> bool:
    with tenancy.person(person_id):
        hold("connection", connection_id)
        fetch = Fetch.objects.filter(
            connection_id=connection_id,
            connection__network=network,
            state=FetchState.WAITING,
            error_code=BudgetSpent.code,
        ).first()
        if fetch is None:
            return False
        fetch.next_try_at = timezone.now()
        fetch.save(update_fields=["next_try_at"])
        fetches.wake(fetch, at=fetch.next_try_at)
        return True
