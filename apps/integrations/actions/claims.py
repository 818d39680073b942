"""Which deliveries of an endpoint a worker sends next. In the organisation's scope."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Min, OuterRef, Q, Subquery

from apps.core.sealing import CannotOpen
from apps.integrations.callbacks import OutgoingRequest
from apps.integrations.models import Delivery, Endpoint, Outcome
from apps.integrations.models.endpoint import KEPT_WHILE_OFF
from apps.integrations.registry import CALLBACKS
from apps.integrations.sending import Sent

MOST = 100
SENDING = timedelta(seconds=60)  # no call begins later than this after the claim
LEASE = timedelta(minutes=2)  # above that, the longest call and the noting

# The first of each candidate, whatever the state of those behind it: the order holds over retries
# and however many workers there are. What another worker claims meanwhile is skipped.
_CLAIM = """
    UPDATE integrations_delivery SET leased_until = %(until)s WHERE id IN (
        SELECT d.id FROM integrations_delivery d
        WHERE d.organisation_id = %(organisation)s AND d.endpoint_id = %(endpoint)s
            AND d.state = 'pending' AND d.due_at <= %(now)s
            AND (d.leased_until IS NULL OR d.leased_until <= %(now)s)
            AND (d.candidate_id IS NULL OR NOT %(only_tests)s)
            AND (d.candidate_id IS NULL OR d.sequence = (
                SELECT first.sequence FROM integrations_delivery first
                WHERE first.organisation_id = d.organisation_id
                    AND first.endpoint_id = d.endpoint_id
                    AND first.candidate_id = d.candidate_id AND first.state = 'pending'
                ORDER BY first.sequence LIMIT 1))
        ORDER BY d.due_at LIMIT %(limit)s FOR UPDATE SKIP LOCKED)
    RETURNING id"""


@dataclass(frozen=True, slots=True)
class Job:
    """A delivery and what is sent for it; ``result`` where that is clear without a call."""

    delivery: Delivery
    request: OutgoingRequest | None = None
    result: Sent | None = None


@dataclass(frozen=True, slots=True)
class Batch:
    """What this worker alone sends until the lease ends."""

    endpoint: Endpoint
    jobs: Sequence[Job]
    until: datetime


def claim(endpoint_id: UUID, now: datetime) -> Batch | None:
    """None where nothing is to be sent now. A server that is failing gets one message at a time,
    and none while it rests, tests apart."""
    endpoint = Endpoint.objects.enabled().select_related("api_key").filter(pk=endpoint_id).first()
    if endpoint is None:
        return None
    is_failing = endpoint.failing_since is not None
    rests = endpoint.starts_at(now) is not None
    only_tests = rests or (is_failing and not _may_probe(endpoint, now))
    until = now + LEASE
    found = _claimed(endpoint, now, until, limit=1 if is_failing else MOST, only_tests=only_tests)
    if not found:
        return None
    rows = Delivery.objects.select_related("message", "order").filter(pk__in=found)
    jobs = [_job(delivery, endpoint) for delivery in rows.order_by("sequence", "pk")]
    return Batch(endpoint, jobs, until)


def next_time(endpoint: Endpoint, now: datetime) -> datetime | None:
    """When there is something to do for it again, None where nothing waits."""
    pending = Delivery.objects.filter(endpoint=endpoint).pending()
    if endpoint.disabled_at:
        return endpoint.disabled_at + KEPT_WHILE_OFF if pending.exists() else None
    rests = endpoint.resting_until
    if rests and rests > now:
        return rests if pending.exists() else None
    free = pending.filter(Q(leased_until=None) | Q(leased_until__lte=now)).order_by("due_at")
    same = pending.filter(candidate_id=OuterRef("candidate_id")).order_by("sequence")
    first = Q(candidate_id=None) | Q(sequence=Subquery(same.values("sequence")[:1]))
    with _by_indexes():
        waits = free.filter(first).values_list("due_at", flat=True).first()
    taken = pending.filter(leased_until__gt=now).aggregate(ends=Min("leased_until"))
    return min((at for at in (waits, taken["ends"]) if at), default=None)


@contextmanager
def _by_indexes() -> Iterator[None]:
    """How many are pending changes faster than the database's statistics. Left to those it may sort
    all that wait to find the first, for each that waits; the index has them in order."""
    _may_sort("off")
    yield
    _may_sort("on")


def _may_sort(word: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('enable_sort', %s, true)", [word])


def _may_probe(endpoint: Endpoint, now: datetime) -> bool:
    """One worker at a time asks whether a failing server is back."""
    awake = Q(resting_until=None) | Q(resting_until__lte=now)
    mine = Endpoint.objects.filter(awake, pk=endpoint.pk)
    return bool(mine.update(resting_until=now + timedelta(seconds=20)))


def _claimed(
    endpoint: Endpoint, now: datetime, until: datetime, *, limit: int, only_tests: bool
) -> list[UUID]:
    values: dict[str, Any] = {
        "organisation": endpoint.organisation_id,
        "endpoint": endpoint.pk,
        "now": now,
        "until": until,
        "limit": limit,
        "only_tests": only_tests,
    }
    with _by_indexes(), connection.cursor() as cursor:
        cursor.execute(_CLAIM, values)
        return [row[0] for row in cursor.fetchall()]


def _job(delivery: Delivery, endpoint: Endpoint) -> Job:
    try:
        request = CALLBACKS[endpoint.system].request(delivery, endpoint)
    except CannotOpen:
        return Job(delivery, result=Sent(Outcome.NO_KEY))
    return Job(delivery, request)
