"""Telling a tracking system how an order stands. In the organisation's scope."""

from __future__ import annotations

from django.db import connection
from django.utils import timezone

from apps.audit.actions import By
from apps.candidates.models import Candidate
from apps.core import locks, outbox
from apps.integrations.actions.spreading import delivery_of
from apps.integrations.ats.reports import report_of
from apps.integrations.ats.values import Report
from apps.integrations.models import Message, Order, OrderState
from apps.organisations import due
from apps.organisations.models.announcement import Kind
from apps.scoring.actions import looks

SEQUENCE = "SELECT nextval('organisations_announcement_order')"


def begin(*, order: Order) -> Report:
    """The report that is told now. From the first result on, its absence is a withdrawal."""
    report = report_of(order)
    if report.result and order.completed_at is None:
        order.completed_at = timezone.now()
        Order.objects.filter(pk=order.pk, completed_at=None).update(completed_at=order.completed_at)
    return report


def seen(*, order: Order, by: By) -> None:
    """A score that goes to a tracking system has been looked at: the person sees that."""
    people = Candidate.objects.select_related("standing").filter(pk=order.candidate_id)
    looks.record(candidates=people, by=by, where="ats")


def told(*, order: Order, report: Report) -> None:
    """The system knows this now."""
    known = Order.objects.filter(pk=order.pk).exclude(state=OrderState.CANCELLED)
    known.exclude(state=report.state).update(state=report.state)


def erased(*, order: Order) -> None:
    """Nothing of the candidate is to be told any more but that it is gone."""
    order.erased_at = order.erased_at or timezone.now()
    Order.objects.filter(pk=order.pk, erased_at=None).update(erased_at=order.erased_at)


def tell_if_complete(*, order: Order) -> None:
    """Who shares a score already has nothing to answer: the order's system is told at once."""
    if report_of(order).result is None:
        return
    locks.hold("announcement", order.candidate_id)
    message = Message.objects.create(
        organisation_id=order.organisation_id,
        kind=Kind.SCORE_COMPUTED,
        candidate_id=order.candidate_id,
        facts={"order": str(order.pk)},
        sequence=_next(),
    )
    delivery_of(message, order.endpoint_id, timezone.now(), order=order).save()
    outbox.send(due.TASKS[due.DELIVER], str(order.organisation_id), str(order.endpoint_id))


def _next() -> int:
    with connection.cursor() as cursor:
        cursor.execute(SEQUENCE)
        return int(cursor.fetchone()[0])
