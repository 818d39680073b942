"""Systems that keep a copy of what can be ordered are told when the openings change."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from django.utils import timezone

from apps.core import outbox
from apps.core.models import Due
from apps.core.models.due import WallKind
from apps.organisations import due
from apps.organisations.models import Organisation

LOST_MESSAGE = timedelta(minutes=1)  # after which the scheduler looks by itself


def openings_changed(*, organisation_id: UUID) -> None:
    """In the organisation's scope and in the transaction of the change. Nothing where no system
    listens."""
    if not Organisation.objects.filter(pk=organisation_id, listens=True).exists():
        return
    ids, at = (organisation_id, organisation_id), timezone.now() + LOST_MESSAGE
    Due.objects.schedule(due.OFFER, WallKind.ORGANISATION, *ids, at)
    outbox.send(due.TASKS[due.OFFER], *map(str, ids))
