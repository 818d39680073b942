"""From the outbox to those who listen: each announcement becomes a message, and a delivery for each
endpoint that wants it and each order of a tracking system that it concerns."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from uuid import UUID

from django.utils import timezone

from apps.core import locks, outbox, tenancy
from apps.core.models import Due
from apps.core.models.due import WallKind
from apps.integrations.actions.listening import LOOK_EVERY
from apps.integrations.models import Delivery, Endpoint, Message, Order
from apps.organisations import due
from apps.organisations.models import Announcement, Organisation
from apps.organisations.models.announcement import Kind

BATCH = 500
LOST_MESSAGE = timedelta(minutes=1)  # after which the scheduler looks by itself
ORDERS_WANT = frozenset(
    {
        Kind.SCORE_COMPUTED,
        Kind.SCORE_CHANGED,
        Kind.SCORE_WITHDRAWN,
        Kind.CONSENT_WITHDRAWN,
        Kind.CANDIDATE_ERASED,
    }
)

# What a cancelled order is told too, if its system holds a result.
TAKEN_BACK = frozenset({Kind.SCORE_WITHDRAWN, Kind.CONSENT_WITHDRAWN, Kind.CANDIDATE_ERASED})


def spread(*, organisation_id: UUID) -> int:
    """Passes on what is in the outbox, in its order; how many. One worker at a time."""
    passed = 0
    while True:
        with tenancy.organisation(organisation_id):
            taken = _taken(organisation_id)
            _pass_on(organisation_id, taken, timezone.now())
        passed += len(taken)
        if len(taken) < BATCH:
            return passed


def look_again(*, organisation_id: UUID) -> None:
    """For what was announced, or is on its way, and whose message to a worker was lost."""
    spread(organisation_id=organisation_id)
    with tenancy.organisation(organisation_id):
        now = timezone.now()
        waiting = Delivery.objects.pending().order_by().values_list("endpoint_id", flat=True)
        planned = Due.objects.filter(kind=due.DELIVER, wall_id=organisation_id)
        known = set(planned.values_list("subject_id", flat=True))
        _wake(Endpoint.objects.filter(pk__in={*waiting.distinct()} - known), now)
        if Organisation.objects.filter(pk=organisation_id, listens=True).exists():
            at, ids = now + LOOK_EVERY, (organisation_id, organisation_id)
            Due.objects.schedule(due.SPREAD, WallKind.ORGANISATION, *ids, at)
        else:
            Due.objects.cancel(due.SPREAD, organisation_id)


def _taken(organisation_id: UUID) -> list[Announcement]:
    if not Announcement.objects.exists():
        return []
    locks.hold("spread", organisation_id)
    return list(Announcement.objects.in_order()[:BATCH])


def _pass_on(organisation_id: UUID, taken: Sequence[Announcement], now: datetime) -> None:
    if not taken:
        return
    messages = [_message(each) for each in taken]
    endpoints = {each.pk: each for each in Endpoint.objects.told(now)}
    webhooks = [each for each in endpoints.values() if each.is_webhook]
    to_webhooks = _to_webhooks(messages, [e for e in webhooks if not e.is_polled], now)
    to_orders = _to_orders(messages, [*endpoints], now)
    deliveries = [*to_webhooks, *to_orders]
    if deliveries or any(e.is_polled for e in webhooks):  # what nobody wants is kept nowhere
        Message.objects.bulk_create(messages)
        Delivery.objects.bulk_create(deliveries, batch_size=1000)
        _wake([endpoints[pk] for pk in {each.endpoint_id for each in deliveries}], now)
    Announcement.objects.filter(pk__in=[each.pk for each in taken]).delete()


def _message(announcement: Announcement) -> Message:
    return Message(
        id=announcement.pk,
        created_at=announcement.created_at,
        organisation_id=announcement.organisation_id,
        kind=announcement.kind,
        candidate_id=announcement.candidate_id,
        facts=announcement.facts,
        sequence=announcement.sequence,
    )


def _to_webhooks(
    messages: Sequence[Message], webhooks: Sequence[Endpoint], now: datetime
) -> Iterator[Delivery]:
    for endpoint in webhooks:
        for message in messages:
            if endpoint.wants(message.kind):
                yield delivery_of(message, endpoint.pk, now)


def _to_orders(
    messages: Sequence[Message], endpoint_ids: Sequence[UUID], now: datetime
) -> Iterator[Delivery]:
    concerning = [each for each in messages if each.kind in ORDERS_WANT]
    candidates = {each.candidate_id for each in concerning if each.candidate_id}
    orders = Order.objects.told().filter(candidate_id__in=candidates, endpoint_id__in=endpoint_ids)
    of_candidate: dict[UUID | None, list[Order]] = {}
    for order in orders.order_by("pk"):
        of_candidate.setdefault(order.candidate_id, []).append(order)
    for message in concerning:
        for order in of_candidate.get(message.candidate_id, ()):
            if order.is_cancelled and message.kind not in TAKEN_BACK:
                continue
            yield delivery_of(message, order.endpoint_id, now, order=order)


def delivery_of(
    message: Message, endpoint_id: UUID, now: datetime, *, order: Order | None = None
) -> Delivery:
    """Not saved, and due at once."""
    return Delivery(
        organisation_id=message.organisation_id,
        endpoint_id=endpoint_id,
        message=message,
        order=order,
        candidate_id=message.candidate_id,
        sequence=message.sequence,
        due_at=now,
    )


def _wake(endpoints: Iterable[Endpoint], now: datetime) -> None:
    """Each that does not rest gets a worker; the scheduler's rows find what is lost."""
    rows: list[tuple[UUID, UUID, datetime]] = []
    for endpoint in endpoints:
        ids = (endpoint.organisation_id, endpoint.pk)
        starts = endpoint.starts_at(now)
        rows.append((*ids, starts or now + LOST_MESSAGE))
        if starts is None:
            outbox.send(due.TASKS[due.DELIVER], *map(str, ids))
    Due.objects.schedule_all(due.DELIVER, WallKind.ORGANISATION, rows)
