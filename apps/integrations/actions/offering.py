"""What can be ordered: set at the systems that keep a copy of it, as the openings are now."""

from __future__ import annotations

import logging
from datetime import timedelta
from uuid import UUID

from django.utils import timezone

from apps.core import tenancy
from apps.core.models import Due
from apps.core.models.due import WallKind
from apps.core.sealing import CannotOpen
from apps.integrations import sending
from apps.integrations.actions import orders
from apps.integrations.ats import kombo
from apps.integrations.ats.reports import connected
from apps.integrations.ats.values import Package
from apps.integrations.models import Endpoint, System
from apps.organisations import due

TRY_AGAIN = timedelta(minutes=10)
MOST_ROUNDS = 5  # while the openings change and change again
KEEP_A_COPY = frozenset({System.KOMBO})
_log = logging.getLogger(__name__)


def offer(*, organisation_id: UUID) -> None:
    """Tells all that keep a copy; later again where one does not take it. Outside of scopes."""
    with tenancy.organisation(organisation_id):
        kept = Endpoint.objects.enabled().filter(system__in=KEEP_A_COPY)
        endpoint_ids = [*kept.values_list("pk", flat=True)]
    planned = Due.objects.filter(kind=due.OFFER, subject_id=organisation_id).first()
    taken = [_offer(organisation_id, endpoint_id) for endpoint_id in endpoint_ids]
    if all(taken):
        if planned:
            Due.objects.filter(pk=planned.pk, due_at=planned.due_at).delete()
        return
    ids, at = (organisation_id, organisation_id), timezone.now() + TRY_AGAIN
    Due.objects.schedule(due.OFFER, WallKind.ORGANISATION, *ids, at)


def _offer(organisation_id: UUID, endpoint_id: UUID) -> bool:
    """Whether the system knows the openings as they are now. Of two workers at once the slower one
    may bring an older list: whoever sees that the openings changed meanwhile tells again."""
    told: list[Package] | None = None
    for _round in range(MOST_ROUNDS):
        with tenancy.organisation(organisation_id):
            endpoint = Endpoint.objects.enabled().filter(pk=endpoint_id).first()
            offered = orders.packages()
        if endpoint is None or offered == told:
            return True
        if not _sent(endpoint, offered):
            return False
        told = offered
    return False


def _sent(endpoint: Endpoint, offered: list[Package]) -> bool:
    try:
        request = kombo.offering(connected(endpoint), offered)
    except CannotOpen:
        return False
    sent = sending.send(request)
    if not sent.is_accepted:
        _log.warning("a system did not take the openings", extra={"status": sent.status})
    return sent.is_accepted
