"""Endpoints are switched off by a member, or because nothing reached them; and on again."""

from __future__ import annotations

from django.utils import timezone

from apps.audit.actions import By, record
from apps.core import outbox
from apps.integrations.actions import listening
from apps.integrations.models import (
    Delivery,
    DeliveryState,
    DisabledBecause,
    Endpoint,
)
from apps.organisations import due


def disable(*, endpoint: Endpoint, by: By) -> Endpoint:
    """A member switches it off: what was on its way is dropped. Twice is once."""
    with listening.changing(endpoint.organisation_id):
        locked = Endpoint.objects.select_for_update().get(pk=endpoint.pk)
        if locked.disabled_because == DisabledBecause.MEMBER:
            return locked
        locked.disabled_at = timezone.now()
        locked.disabled_because = DisabledBecause.MEMBER
        locked.save(update_fields=["disabled_at", "disabled_because"])
        drop_pending(locked)
        record(by=by, verb=_verb(locked, "disabled"), subject=locked, facts={"because": "member"})
    return locked


def enable(*, endpoint: Endpoint, by: By) -> Endpoint:
    """It is told again what happens from now on, and what still waits for it. Twice is once."""
    with listening.changing(endpoint.organisation_id):
        locked = Endpoint.objects.select_for_update().get(pk=endpoint.pk)
        if locked.is_enabled:
            return locked
        locked.disabled_at = None
        locked.disabled_because = ""
        forget_failures(locked)
        locked.save()
        record(by=by, verb=_verb(locked, "enabled"), subject=locked)
        outbox.send(due.TASKS[due.DELIVER], str(locked.organisation_id), str(locked.pk))
    return locked


def drop_pending(endpoint: Endpoint) -> int:
    """How many; in the organisation's scope."""
    pending = Delivery.objects.filter(endpoint=endpoint).pending()
    return pending.update(
        state=DeliveryState.DROPPED, finished_at=timezone.now(), leased_until=None
    )


def forget_failures(endpoint: Endpoint) -> None:
    """Does not save."""
    endpoint.failures = 0
    endpoint.failing_since = None
    endpoint.resting_until = None


def _verb(endpoint: Endpoint, what: str) -> str:
    return f"webhook.{what}" if endpoint.is_webhook else f"tracking_system.{what}"
