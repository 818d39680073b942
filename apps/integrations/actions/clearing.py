"""Messages, with their deliveries and attempts, go after a month."""

from __future__ import annotations

from uuid import UUID

from django.conf import settings
from django.utils import timezone

from apps.core import tenancy
from apps.core.models import Due
from apps.core.models.due import WallKind
from apps.integrations.actions import orders
from apps.integrations.actions.listening import CLEAR_EVERY
from apps.integrations.models import Message
from apps.organisations import due
from apps.organisations.models import Organisation

BATCH = 500


def clear(*, organisation_id: UUID) -> int:
    """How many messages; each batch in its own transaction. Comes again while there are any."""
    cleared = 0
    while deleted := _batch(organisation_id):
        cleared += deleted
    with tenancy.organisation(organisation_id):
        orders.clear(organisation_id=organisation_id)
        listens = Organisation.objects.filter(pk=organisation_id, listens=True)
        if Message.objects.exists() or listens.exists():
            ids, at = (organisation_id, organisation_id), timezone.now() + CLEAR_EVERY
            Due.objects.schedule(due.CLEAR_MESSAGES, WallKind.ORGANISATION, *ids, at)
        else:
            Due.objects.cancel(due.CLEAR_MESSAGES, organisation_id)
    return cleared


def _batch(organisation_id: UUID) -> int:
    with tenancy.organisation(organisation_id):
        before = timezone.now() - settings.MESSAGES_KEPT
        old = Message.objects.filter(created_at__lt=before).order_by("created_at")
        ids = list(old.values_list("pk", flat=True)[:BATCH])
        Message.objects.filter(pk__in=ids).delete()
    return len(ids)
