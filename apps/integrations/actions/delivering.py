"""A worker's turn at an endpoint: claim, send outside of any transaction, note, again.

What a killed worker had claimed comes back when its lease ends, and is sent again under the same
name: at least once, and no row twice."""

from __future__ import annotations

import threading
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from uuid import UUID

from django.utils import timezone

from apps.core import outbox, tenancy
from apps.core.models import Due
from apps.core.models.due import WallKind
from apps.integrations.actions import claims, noting, switching
from apps.integrations.actions.claims import Batch, Job
from apps.integrations.models import Endpoint
from apps.integrations.sending import Senders, Sent
from apps.organisations import due

THREADS = 16  # calls at once to one endpoint, by one worker
TURN = 60.0  # seconds, then other endpoints come first
SOON = timedelta(seconds=10)  # what beat is too slow for


def deliver(*, organisation_id: UUID, endpoint_id: UUID) -> int:
    """Sends what is due to the endpoint; how many calls. Call it outside of scopes."""
    ends, calls = time.monotonic() + TURN, 0
    with Senders() as senders, ThreadPoolExecutor(THREADS, "deliver") as threads:
        while time.monotonic() < ends:
            with tenancy.organisation(organisation_id):
                batch = claims.claim(endpoint_id, timezone.now())
            if batch is None:
                break
            calls += _round(organisation_id, batch, _Round(senders, threads))
    with tenancy.organisation(organisation_id):
        _plan(endpoint_id, is_moving=calls > 0)
    return calls


class _Round:
    """One batch over the wire. The first goes alone; a server that fails it gets no more of them.
    As many failures in a row as there are threads, or a wish to be left alone, end it as well."""

    def __init__(self, senders: Senders, threads: ThreadPoolExecutor) -> None:
        self._senders = senders
        self._threads = threads
        self._ends = time.monotonic() + claims.SENDING.total_seconds()
        self._in_a_row = 0
        self._is_over = threading.Event()

    def send(self, jobs: Sequence[Job]) -> dict[UUID, Sent]:
        found = {job.delivery.pk: job.result for job in jobs if job.result}
        calls = [job for job in jobs if job.request]
        if not calls:
            return found
        first, *rest = calls
        found[first.delivery.pk] = alone = self._call(first)
        if alone.is_accepted and rest:
            sent = zip(rest, self._threads.map(self._unless_over, rest), strict=True)
            found |= {job.delivery.pk: result for job, result in sent if result}
        return found

    def _unless_over(self, job: Job) -> Sent | None:
        if self._is_over.is_set() or time.monotonic() > self._ends:
            return None
        sent = self._call(job)
        self._in_a_row = 0 if sent.is_accepted else self._in_a_row + 1
        if sent.wait or self._in_a_row >= THREADS:
            self._is_over.set()
        return sent

    def _call(self, job: Job) -> Sent:
        assert job.request is not None
        return self._senders.send(job.request)


def _round(organisation_id: UUID, batch: Batch, this: _Round) -> int:
    results = this.send(batch.jobs)
    with tenancy.organisation(organisation_id):
        because = noting.note(batch, results, timezone.now())
    if because:
        switching.disable_failing(endpoint=batch.endpoint, because=because)
    return len(results)


def _plan(endpoint_id: UUID, *, is_moving: bool) -> None:
    """Puts the endpoint's next time. A row that was put meanwhile stays."""
    planned = Due.objects.filter(kind=due.DELIVER, subject_id=endpoint_id).first()
    endpoint = Endpoint.objects.filter(pk=endpoint_id).first()
    if endpoint and endpoint.is_abandoned(timezone.now()):
        switching.abandon(endpoint=endpoint)
    at = claims.next_time(endpoint, timezone.now()) if endpoint else None
    if endpoint is None or at is None:
        if planned:
            Due.objects.filter(pk=planned.pk, due_at=planned.due_at).delete()
        return
    Due.objects.schedule(
        due.DELIVER, WallKind.ORGANISATION, endpoint.organisation_id, endpoint_id, at
    )
    wait = at - timezone.now()
    if is_moving and wait <= SOON:
        task, seconds = due.TASKS[due.DELIVER], max(wait.total_seconds(), 0.0)
        outbox.send(
            task, str(endpoint.organisation_id), str(endpoint_id), countdown=seconds or None
        )
