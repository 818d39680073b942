"""Webhooks that were told something, with what came of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from itertools import count
from typing import Any
from uuid import UUID

from django.utils import timezone

from apps.audit.actions import By
from apps.core import tenancy
from apps.integrations.actions import endpoints
from apps.integrations.models import Attempt, Delivery, DeliveryState, Endpoint, Message, Outcome
from apps.organisations.models import Organisation
from apps.organisations.models.announcement import Kind

ADDRESS = "https://hooks.halden.example/renown"
SEQUENCE = count(1)
type Came = tuple[Outcome, int | None]
ACCEPTED: Came = (Outcome.ACCEPTED, 204)
REFUSED: Came = (Outcome.REFUSED, 500)
SILENT: Came = (Outcome.TIMED_OUT, None)


def make_webhook(organisation: Organisation, name: str = "Payroll", **wanted: Any) -> Endpoint:
    with tenancy.organisation(organisation.pk):
        webhook, _secret = endpoints.create_webhook(
            organisation=organisation,
            name=name,
            url=wanted.pop("url", ADDRESS),
            kinds=wanted.pop("kinds", ()),
            by=wanted.pop("by", By.system()),
        )
        if wanted:
            Endpoint.objects.filter(pk=webhook.pk).update(**wanted)
            webhook.refresh_from_db()
    return webhook


def make_delivery(
    webhook: Endpoint,
    kind: Kind = Kind.SCORE_COMPUTED,
    *,
    candidate_id: UUID | None = None,
    state: DeliveryState = DeliveryState.DELIVERED,
    came: Sequence[Came] = (ACCEPTED,),
    **fields: Any,
) -> Delivery:
    """``came``: what came of each try."""
    sequence, now = next(SEQUENCE), timezone.now()
    own = {"organisation_id": webhook.organisation_id}
    over = None if state == DeliveryState.PENDING else now
    with tenancy.organisation(webhook.organisation_id):
        message = Message.objects.create(
            kind=kind, candidate_id=candidate_id, sequence=sequence, **own
        )
        delivery = Delivery.objects.create(
            endpoint=webhook,
            message=message,
            candidate_id=candidate_id,
            sequence=sequence,
            state=state,
            attempted=len(came),
            due_at=fields.pop("due_at", now + timedelta(minutes=5)),
            finished_at=over,
            **own,
            **fields,
        )
        Attempt.objects.bulk_create(
            Attempt(
                delivery=delivery,
                number=number,
                milliseconds=37 * number,
                outcome=outcome,
                status=status,
                **own,
            )
            for number, (outcome, status) in enumerate(came, 1)
        )
    return delivery
