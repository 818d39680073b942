"""Messages that are sent by hand: a test, and what was sent before once more."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db.models import BigIntegerField, Value
from django.db.models.expressions import Func
from django.utils import timezone
from django.utils.translation import gettext as _

from apps.audit.actions import By, record
from apps.core import outbox, tenancy
from apps.core.models import Due
from apps.core.models.due import WallKind
from apps.core.refusals import Refused
from apps.integrations.actions.spreading import delivery_of
from apps.integrations.models import Delivery, DeliveryState, Endpoint, Message
from apps.integrations.models.endpoint import System
from apps.organisations import due
from apps.organisations.models.announcement import Kind

MOST = 10_000  # messages of one replay
LOST_MESSAGE = timedelta(minutes=1)


def ping(*, endpoint: Endpoint, by: By) -> Delivery:
    """A test message to this webhook alone, tried once, even while the endpoint rests. Refused
    while it is switched off."""
    with tenancy.organisation(endpoint.organisation_id):
        locked = enabled(endpoint)
        assert locked.is_webhook, "a tracking system is told of orders alone"
        message = Message(
            organisation_id=locked.organisation_id, kind=Kind.PING, sequence=_next_in_order()
        )
        message.save(force_insert=True)
        message.refresh_from_db(fields=["sequence"])
        delivery = delivery_of(message, locked.pk, timezone.now())
        delivery.save(force_insert=True)
        record(by=by, verb="webhook.pinged", subject=locked)
        _wake(locked)
    return delivery


def replay(*, delivery: Delivery, by: By) -> Delivery:
    """The same message once more, with the same webhook-id, after what is on its way about the same
    candidate. While one is on its way already, that one. Refused while the endpoint is off."""
    with tenancy.organisation(delivery.organisation_id):
        endpoint = enabled(Endpoint(pk=delivery.endpoint_id))
        same = Delivery.objects.filter(
            endpoint=endpoint, message=delivery.message_id, order=delivery.order_id
        )
        waiting = same.pending().first()
        if waiting is not None:
            return waiting
        message = Message.objects.get(pk=delivery.message_id)
        again = _again(message, endpoint, original=delivery)
        again.save(force_insert=True)
        again.refresh_from_db(fields=["sequence"])
        facts = {"message": str(message.pk), "count": 1}
        record(by=by, verb=_verb(endpoint), subject=endpoint, facts=facts)
        _wake(endpoint)
    return again


def replay_since(*, endpoint: Endpoint, since: datetime, missed: bool = True, by: By) -> int:
    """Everything that the webhook is told and that happened since then, in its order, once more;
    how many. ``missed``: leaves out what was delivered. What is on its way is left alone. Refused
    while the endpoint is off, and where that is more than ten thousand."""
    with tenancy.organisation(endpoint.organisation_id):
        locked = enabled(endpoint)
        messages = _wanted(locked, since, missed=missed)
        if len(messages) > MOST:
            raise Refused(
                "too_many_messages",
                _("These are more than %(most)s messages. Choose a later moment.") % {"most": MOST},
                field="since",
            )
        if not messages:
            return 0
        of_this = Delivery.objects.filter(endpoint=locked, replay_of=None, message__in=messages)
        originals = {each.message_id: each for each in of_this}
        rows = [_again(each, locked, original=originals.get(each.pk)) for each in messages]
        Delivery.objects.bulk_create(rows, batch_size=1000)
        facts = {"since": since.isoformat(timespec="seconds"), "count": len(rows)}
        record(by=by, verb=_verb(locked), subject=locked, facts=facts)
        _wake(locked)
    return len(rows)


def enabled(endpoint: Endpoint) -> Endpoint:
    """Locked, so that two who ask at once find each other's."""
    locked = Endpoint.objects.select_for_update(no_key=True).get(pk=endpoint.pk)
    if not locked.is_enabled:
        raise Refused("endpoint_disabled", _("It is switched off. Switch it on first."))
    if locked.is_polled:
        raise Refused("never_called", _("It has no address: it asks for its events itself."))
    return locked


def _wanted(endpoint: Endpoint, since: datetime, *, missed: bool) -> Sequence[Message]:
    """One more than may be, where there are more."""
    if endpoint.system != System.WEBHOOK:
        raise Refused("no_webhook", _("A tracking system is told of single orders again."))
    over = [DeliveryState.PENDING, *([DeliveryState.DELIVERED] if missed else [])]
    had = Delivery.objects.filter(endpoint=endpoint, state__in=over).values("message")
    found = Message.objects.happened().filter(created_at__gte=since).exclude(kind=Kind.PING)
    if endpoint.kinds:
        found = found.filter(kind__in=endpoint.kinds)
    return list(found.exclude(pk__in=had).order_by("sequence")[: MOST + 1])


def _again(message: Message, endpoint: Endpoint, *, original: Delivery | None) -> Delivery:
    """Not saved. Behind everything that is on its way already."""
    again = delivery_of(message, endpoint.pk, timezone.now())
    if original:
        again.replay_of, again.order_id = original, original.order_id
    again.sequence = _next_in_order()
    return again


def _next_in_order() -> int:
    """The database gives the number when the row is inserted."""
    number: int = Func(  # type: ignore[assignment]  # an expression in place of a value
        Value("organisations_announcement_order"),
        function="nextval",
        output_field=BigIntegerField(),
    )
    return number


def _wake(endpoint: Endpoint) -> None:
    ids = (endpoint.organisation_id, endpoint.pk)
    at = timezone.now() + LOST_MESSAGE
    Due.objects.schedule(due.DELIVER, WallKind.ORGANISATION, *ids, at)
    outbox.send(due.TASKS[due.DELIVER], *map(str, ids))


def _verb(endpoint: Endpoint) -> str:
    return "webhook.replayed" if endpoint.is_webhook else "tracking_system.replayed"
