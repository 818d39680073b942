"""Endpoints are switched off by a member, or because nothing reached them; and on again."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.utils import timezone

from apps.audit.actions import By, record
from apps.core import outbox
from apps.core.models import Due
from apps.core.models.due import WallKind
from apps.integrations.actions import listening
from apps.integrations.models import (
    Delivery,
    DeliveryState,
    DisabledBecause,
    Endpoint,
)
from apps.organisations import due

LOST_MESSAGE = timedelta(minutes=1)


def disable(*, endpoint: Endpoint, by: By) -> Endpoint:
    """A member switches it off: what was on its way is dropped. Twice is once."""
    with listening.changing(endpoint.organisation_id):
        locked = Endpoint.objects.select_for_update(no_key=True).get(pk=endpoint.pk)
        if locked.disabled_because != DisabledBecause.MEMBER:
            _switch_off(locked, DisabledBecause.MEMBER, timezone.now(), by)
            drop_pending(locked)
    return locked


def disable_failing(*, endpoint: Endpoint, because: DisabledBecause) -> None:
    """Renown switches it off, and the team is mailed. What waits for a failing one is kept for some
    days; what waits for one that says it is gone is dropped. Twice is once."""
    with listening.changing(endpoint.organisation_id):
        locked = Endpoint.objects.enabled().select_for_update(no_key=True)
        found = locked.filter(pk=endpoint.pk).first()
        if found is None:
            return
        now = timezone.now()
        _switch_off(found, because, now, By.system())
        if because == DisabledBecause.GONE:
            drop_pending(found)
        ids = (found.organisation_id, found.pk)
        Due.objects.schedule(due.TELL_DISABLED, WallKind.ORGANISATION, *ids, now + LOST_MESSAGE)
        outbox.send(due.TASKS[due.TELL_DISABLED], *map(str, ids))


def abandon(*, endpoint: Endpoint) -> None:
    """Nobody repaired it in time: what waited is dropped, and nothing more is kept for it."""
    with listening.changing(endpoint.organisation_id):
        drop_pending(endpoint)


def enable(*, endpoint: Endpoint, by: By) -> Endpoint:
    """It is told again what happens from now on, and what still waits for it. Twice is once."""
    with listening.changing(endpoint.organisation_id):
        locked = Endpoint.objects.select_for_update(no_key=True).get(pk=endpoint.pk)
        if locked.is_enabled:
            return locked
        locked.disabled_at, locked.disabled_because = None, ""
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
    endpoint.failures, endpoint.failing_since, endpoint.resting_until = 0, None, None
    endpoint.mailed_at, endpoint.mailing_until = None, None


def _switch_off(endpoint: Endpoint, because: DisabledBecause, now: datetime, by: By) -> None:
    endpoint.disabled_at, endpoint.disabled_because = now, because
    endpoint.save(update_fields=["disabled_at", "disabled_because"])
    facts = {"because": because.value}
    record(by=by, verb=_verb(endpoint, "disabled"), subject=endpoint, facts=facts)


def _verb(endpoint: Endpoint, what: str) -> str:
    return f"webhook.{what}" if endpoint.is_webhook else f"tracking_system.{what}"
