from __future__ import annotations

from uuid import UUID

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import status
from rest_framework.request import Request
from rest_framework.response import Response

from apps.api.asked import choice, choice_of, identifier
from apps.api.faults import BadParameter
from apps.api.pagination import envelope, list_of, page_of
from apps.api.resources.deliveries import (
    AN_EVENT,
    ONE,
    SHOWN,
    SINCE,
    CountSerializer,
    DeliverySerializer,
    EventSerializer,
    OneDeliverySerializer,
    SinceSerializer,
)
from apps.api.views.base import OrganisationView
from apps.api.views.openings import PAGING
from apps.api.views.webhooks import WebhookView, webhook_of
from apps.integrations import reading
from apps.integrations.actions import replays
from apps.integrations.models import Attempt, Delivery, DeliveryState, Message
from apps.organisations.models.announcement import Kind

KIND = choice_of("kind", Kind.values, "What happened.")
AFTER = OpenApiParameter("after", str, description="The id of the last event that you know.")
CANDIDATE = OpenApiParameter("candidate", UUID, description="To whom it happened.")


class Deliveries(WebhookView):
    @extend_schema(
        parameters=[choice_of("state", DeliveryState.values), KIND, CANDIDATE, *PAGING],
        responses=list_of(DeliverySerializer),
        examples=[SHOWN],
        operation_id="list_deliveries",
    )
    def get(self, request: Request, webhook_id: UUID) -> Response:
        """What a webhook was told, newest first, and what came of it."""
        asked = {
            "state": choice(request, "state", DeliveryState.values),
            "message__kind": choice(request, "kind", Kind.values),
            "candidate_id": identifier(request, "candidate"),
        }
        found = _of(webhook_id).filter(**{name: value for name, value in asked.items() if value})
        page = page_of(request, found, key="id", descending=True)
        return Response(envelope(request, page, DeliverySerializer(page.rows, many=True).data))


class OneDelivery(WebhookView):
    @extend_schema(responses=OneDeliverySerializer, examples=[ONE], operation_id="get_delivery")
    def get(self, request: Request, webhook_id: UUID, delivery_id: UUID) -> Response:
        """One delivery with every try."""
        found = get_object_or_404(_of(webhook_id), pk=delivery_id)
        found.tried = list(Attempt.objects.filter(delivery=found).in_order())  # type: ignore[attr-defined]  # shown
        return Response(OneDeliverySerializer(found).data)


class DeliveryReplay(WebhookView):
    @extend_schema(
        request=None,
        responses={201: DeliverySerializer},
        examples=[SHOWN],
        operation_id="replay_delivery",
    )
    def post(self, request: Request, webhook_id: UUID, delivery_id: UUID) -> Response:
        """Sends the same message, with the same webhook-id, once more. While it is on its way
        already, that delivery. 409 while the webhook is disabled."""
        delivery = get_object_or_404(_of(webhook_id), pk=delivery_id)
        again = replays.replay(delivery=delivery, by=self.by)
        found = _of(webhook_id).get(pk=again.pk)
        return Response(DeliverySerializer(found).data, status=status.HTTP_201_CREATED)


class FailedReplay(WebhookView):
    @extend_schema(
        request=SinceSerializer,
        responses=CountSerializer,
        examples=[SINCE],
        operation_id="replay_failed_deliveries",
    )
    def post(self, request: Request, webhook_id: UUID) -> Response:
        """Sends what happened since then and was not accepted once more, in its order. What is on
        its way is left alone. 409 while the webhook is disabled."""
        since = self.sent(SinceSerializer)["since"]
        webhook = webhook_of(webhook_id)
        count = replays.replay_since(endpoint=webhook, since=since, by=self.by)
        return Response(CountSerializer({"count": count}).data)


class Events(OrganisationView):
    @extend_schema(
        parameters=[KIND, CANDIDATE, AFTER, *PAGING],
        responses=list_of(EventSerializer),
        examples=[AN_EVENT],
        operation_id="list_events",
    )
    def get(self, request: Request) -> Response:
        """What your systems are told, newest first; with 'after' what came since, oldest first: for
        whom nobody can call, or who missed something. Events are written down while a webhook or a
        tracking system is told of them, and kept for 30 days."""
        asked = {
            "kind": choice(request, "kind", Kind.values),
            "candidate_id": identifier(request, "candidate"),
        }
        wanted = {name: value for name, value in asked.items() if value}
        found = Message.objects.happened().filter(**wanted)
        known = _known(request.query_params.get("after"))
        if known is not None:
            found = found.filter(sequence__gt=known.sequence)
        page = page_of(request, found, key="sequence", descending=known is None)
        return Response(envelope(request, page, EventSerializer(page.rows, many=True).data))


def _known(name: str | None) -> Message | None:
    """The event that was read last."""
    if name is None:
        return None
    try:
        return Message.objects.get(pk=UUID(name.removeprefix("msg_")))
    except (ValueError, Message.DoesNotExist) as error:
        raise BadParameter("after", "There is no such event, or not any more.") from error


def _of(webhook_id: UUID) -> QuerySet[Delivery]:
    return reading.deliveries(webhook_of(webhook_id))
