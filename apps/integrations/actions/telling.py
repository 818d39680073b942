"""Telling a tracking system how an order stands. In the organisation's scope."""

from __future__ import annotations

from django.db import connection
from django.utils import timezone
from django.utils.translation import gettext as _

from apps.audit.actions import By
from apps.candidates.models import Candidate
from apps.core import locks, outbox
from apps.core.refusals import Refused
from apps.integrations.actions import replays
from apps.integrations.actions.spreading import delivery_of
from apps.integrations.ats.reports import report_of
from apps.integrations.ats.values import Report
from apps.integrations.models import Delivery, Message, Order, OrderState
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
    if report_of(order).result:
        _queue(order)


def tell_again(*, order: Order, by: By) -> None:
    """Tells the system once more how the order stands. While that is on its way already, twice is
    once. Refuses where there is nothing to tell, or nobody to be told."""
    report = report_of(order)
    if report.result is None and report.state == order.state:
        raise Refused("nothing_to_tell", _("There is nothing new to tell about this order."))
    replays.enabled(order.endpoint)  # locked: of two at once the second finds the first's
    before = Delivery.objects.filter(order=order).newest_first().first()
    if before:
        replays.replay(delivery=before, by=by)
    else:
        _queue(order)


def _queue(order: Order) -> None:
    """As a message for this order alone: nothing has happened that others should hear of."""
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
