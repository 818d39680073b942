"""What follows from an operator's decision about a network, for everybody whom it concerns: they
may be many, so each gets a due time and their turn comes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.db import connection
from django.utils import timezone

from apps.connections import due
from apps.connections.models import NetworkDecision
from apps.connections.slots import next_slot
from apps.core.models import Due
from apps.core.models.due import WallKind

BATCH = 1000
SETTLED = timedelta(minutes=6)  # by then every computation that began before it has ended
FIRST = UUID(int=0)


def follow(*, decision_id: UUID) -> None:
    """Twice: at once, and when what ran beside it has ended. A newer decision has its own."""
    decision = NetworkDecision.objects.get(pk=decision_id)
    newest = NetworkDecision.objects.on(decision.network).newest_first()[0]
    if newest == decision and decision.allowed:
        _read_again(decision.network)
    elif newest == decision:
        _score_again(decision.network)
    again = decision.decided_at + SETTLED
    if newest == decision and timezone.now() < again:
        Due.objects.schedule(due.DECISION, WallKind.PERSON, decision.decided_by, decision.pk, again)
    else:
        Due.objects.cancel(due.DECISION, decision.pk)


def _score_again(network: str) -> None:
    """Whoever has a score that holds the refused network."""
    now = timezone.now()
    for people in _batches("SELECT p, p FROM scoring_people_on(%s, %s, %s) p", network):
        Due.objects.schedule_all(due.SCORE, WallKind.PERSON, [(p, p, now) for p, _ in people])


def _read_again(network: str) -> None:
    """Whoever has linked it: what was read before counts at once, and the day's reading comes."""
    now = timezone.now()
    sql = "SELECT person_id, connection_id FROM connections_linked_on(%s, %s, %s)"
    for linked in _batches(sql, network):
        reads = [(person, each, _next(each, now)) for person, each in linked]
        Due.objects.schedule_all(due.REFRESH, WallKind.PERSON, reads)
        Due.objects.schedule_all(due.SCORE, WallKind.PERSON, [(p, p, now) for p, _ in linked])


def _next(connection_id: UUID, now: datetime) -> datetime:
    """Within a day, spread evenly."""
    every: timedelta = settings.FETCH_EVERY
    return next_slot(connection_id, now - every / 2)


def _batches(sql: str, network: str) -> Iterator[list[tuple[UUID, UUID]]]:
    """Of whom and what, by the latter."""
    last = FIRST
    while rows := _asked(sql, network, last):
        yield rows
        last = rows[-1][1]


def _asked(sql: str, network: str, last: UUID) -> list[tuple[UUID, UUID]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, [network, last, BATCH])
        return list(cursor.fetchall())
