"""What came of a worker's calls, noted in one transaction. In the organisation's scope."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import F

from apps.integrations import backoff
from apps.integrations.actions.claims import Batch, Job
from apps.integrations.models import (
    Attempt,
    Delivery,
    DeliveryState,
    DisabledBecause,
    Endpoint,
    Order,
    OrderState,
)
from apps.integrations.sending import GONE, Sent
from apps.organisations.models.announcement import Kind

GIVEN_UP_AFTER = timedelta(days=3)  # without one success

type Results = Mapping[UUID, Sent]  # of those that were sent, by delivery


@dataclass(frozen=True, slots=True)
class Failed:
    job: Job
    sent: Sent

    @property
    def is_test(self) -> bool:
        return self.job.delivery.message.kind == Kind.PING


def note(batch: Batch, results: Results, now: datetime) -> DisabledBecause | None:
    """Attempts, states and times of what is still this worker's; what was not sent is given back.
    Returns why the endpoint is to be switched off, if it is."""
    endpoint = Endpoint.objects.select_for_update(no_key=True).filter(pk=batch.endpoint.pk).first()
    if endpoint is None:
        return None
    jobs = _still_ours(batch)
    nothing_to_tell = [job for job in jobs if job.request is None and job.result is None]
    accepted = [job for job in jobs if _is_accepted(job, results)]
    failed = [
        Failed(job, results[job.delivery.pk])
        for job in jobs
        if job.delivery.pk in results and not results[job.delivery.pk].is_accepted
    ]
    _write_attempts(jobs, results)
    _finish(nothing_to_tell, now, tried=0)
    _finish(accepted, now, tried=1)
    _note_orders(accepted)
    _put_off(failed, now)
    done = {job.delivery.pk for job in (*nothing_to_tell, *accepted, *(f.job for f in failed))}
    left = [job.delivery.pk for job in jobs if job.delivery.pk not in done]
    Delivery.objects.filter(pk__in=left).update(leased_until=None)
    return _note_health(endpoint, accepted, failed, now)


def _still_ours(batch: Batch) -> list[Job]:
    """Without what was dropped meanwhile, and what another worker took when the lease ended."""
    ids = [job.delivery.pk for job in batch.jobs]
    mine = Delivery.objects.filter(pk__in=ids, leased_until=batch.until).pending()
    held = set(mine.select_for_update().order_by("pk").values_list("pk", flat=True))
    return [job for job in batch.jobs if job.delivery.pk in held]


def _is_accepted(job: Job, results: Results) -> bool:
    sent = results.get(job.delivery.pk)
    return sent is not None and sent.is_accepted


def _write_attempts(jobs: Collection[Job], results: Results) -> None:
    tried = [(job.delivery, results[job.delivery.pk]) for job in jobs if job.delivery.pk in results]
    Attempt.objects.bulk_create(
        Attempt(
            organisation_id=delivery.organisation_id,
            delivery=delivery,
            number=delivery.attempted + 1,
            milliseconds=sent.milliseconds,
            outcome=sent.outcome,
            status=sent.status,
        )
        for delivery, sent in tried
    )


def _finish(jobs: Collection[Job], now: datetime, *, tried: int) -> None:
    Delivery.objects.filter(pk__in=[job.delivery.pk for job in jobs]).update(
        state=DeliveryState.DELIVERED,
        attempted=F("attempted") + tried,
        finished_at=now,
        leased_until=None,
    )


def _note_orders(accepted: Collection[Job]) -> None:
    """What the tracking system knows now, of each order the last that it was told."""
    told = {
        job.delivery.order_id: job.request.state
        for job in accepted
        if job.delivery.order_id and job.request and job.request.state
    }
    for order_id, state in told.items():
        open_ones = Order.objects.filter(pk=order_id).exclude(state=OrderState.CANCELLED)
        open_ones.exclude(state=state).update(state=state)


def _put_off(failed: Collection[Failed], now: datetime) -> None:
    """A test is tried once, and what is gone is not asked again."""
    rows = [each.job.delivery for each in failed]
    for each in failed:
        delivery, over = each.job.delivery, each.is_test or each.sent.status == GONE
        delivery.attempted += 1
        delivery.leased_until = None
        at = None if over else backoff.next_try(delivery.attempted, now, each.sent.wait)
        if at:
            delivery.due_at = at
        else:
            delivery.state, delivery.finished_at = DeliveryState.FAILED, now
    Delivery.objects.bulk_update(
        rows, ["attempted", "leased_until", "due_at", "state", "finished_at"]
    )


def _note_health(
    endpoint: Endpoint, accepted: Collection[Job], failed: Collection[Failed], now: datetime
) -> DisabledBecause | None:
    """A round in which anything arrived ends the failing. A test that fails says nothing."""
    if any(each.sent.status == GONE for each in failed):
        return DisabledBecause.GONE
    wait = max((each.sent.wait for each in failed if each.sent.wait), default=None)
    if accepted:
        endpoint.failures, endpoint.failing_since = 0, None
        endpoint.resting_until = now + wait if wait else None
    elif any(not each.is_test for each in failed):
        endpoint.failures += 1
        endpoint.failing_since = endpoint.failing_since or now
        endpoint.resting_until = backoff.rest(endpoint.failures, now, wait)
    endpoint.save(update_fields=["failures", "failing_since", "resting_until"])
    is_over = endpoint.failing_since and now - endpoint.failing_since >= GIVEN_UP_AFTER
    return DisabledBecause.FAILING if failed and is_over else None
