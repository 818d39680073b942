"""Whether anything is written down for an organisation's systems, and what wakes the engine."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from uuid import UUID

from django.utils import timezone

from apps.core import tenancy
from apps.core.models import Due
from apps.core.models.due import WallKind
from apps.integrations.models import Endpoint
from apps.organisations import due
from apps.organisations.models import Organisation

LOOK_EVERY = timedelta(minutes=5)  # for announcements whose message was lost
CLEAR_EVERY = timedelta(days=1)


@contextmanager
def changing(organisation_id: UUID) -> Iterator[None]:
    """The organisation's scope, in which one at a time changes who is told. In the end the
    organisation listens if anybody is left who does."""
    with tenancy.organisation(organisation_id):
        Organisation.objects.select_for_update(no_key=True).get(pk=organisation_id)
        yield
        settle(organisation_id)


def settle(organisation_id: UUID) -> None:
    """In the organisation's scope, after its endpoints changed."""
    now = timezone.now()
    listens = Endpoint.objects.told(now).exists()
    changed = Organisation.objects.filter(pk=organisation_id).exclude(listens=listens)
    if changed.update(listens=listens) and listens:
        for kind, wait in ((due.SPREAD, LOOK_EVERY), (due.CLEAR_MESSAGES, CLEAR_EVERY)):
            Due.objects.schedule(
                kind, WallKind.ORGANISATION, organisation_id, organisation_id, now + wait
            )
