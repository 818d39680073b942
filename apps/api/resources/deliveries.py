"""Events, and what came of telling them, as the API says them: rows of ``reading.deliveries``."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import OpenApiExample, extend_schema_field
from rest_framework import serializers

from apps.api.bodies import StrictSerializer
from apps.integrations import webhooks
from apps.integrations.models import Delivery, DeliveryState, Message, Outcome
from apps.organisations.models.announcement import Kind

STATES, OUTCOMES, KINDS = DeliveryState.values, Outcome.values, Kind.values


class EventSerializer(serializers.Serializer[Any]):
    """The body of a webhook's message, and its ``webhook-id``."""

    id = serializers.CharField(help_text="webhook-id: the same however often it is sent.")
    type = serializers.ChoiceField(choices=KINDS)
    timestamp = serializers.DateTimeField(help_text="When it happened.")
    data = serializers.DictField(  # type: ignore[assignment]  # the name is the standard's
        help_text="Ids and codes of what happened; never a name or a score."
    )

    def to_representation(self, message: Message) -> dict[str, Any]:
        return {"id": webhooks.message_name(message.pk), **webhooks.event(message)}


class AttemptSerializer(serializers.Serializer[Any]):
    number = serializers.IntegerField()
    at = serializers.DateTimeField(source="created_at")
    milliseconds = serializers.IntegerField()
    outcome = serializers.ChoiceField(choices=OUTCOMES)
    status = serializers.IntegerField(allow_null=True, help_text="The answer's HTTP status.")


class DeliverySerializer(serializers.Serializer[Any]):
    """A message on its way to a webhook, and what came of it."""

    id = serializers.UUIDField()
    webhook = serializers.UUIDField(source="endpoint_id")
    event = EventSerializer(source="message")
    candidate = serializers.UUIDField(source="candidate_id", allow_null=True)
    state = serializers.ChoiceField(choices=STATES)
    attempted = serializers.IntegerField(help_text="How often it was tried.")
    last_outcome = serializers.SerializerMethodField()
    last_status = serializers.SerializerMethodField()
    next_try_at = serializers.SerializerMethodField()
    replay_of = serializers.UUIDField(source="replay_of_id", allow_null=True)
    created_at = serializers.DateTimeField()
    finished_at = serializers.DateTimeField(allow_null=True)

    @extend_schema_field(serializers.ChoiceField(choices=OUTCOMES, allow_null=True))
    def get_last_outcome(self, delivery: Delivery) -> str | None:
        return _last(delivery).get("outcome")

    @extend_schema_field(serializers.IntegerField(allow_null=True))
    def get_last_status(self, delivery: Delivery) -> int | None:
        return _last(delivery).get("status")

    @extend_schema_field(serializers.DateTimeField(allow_null=True))
    def get_next_try_at(self, delivery: Delivery) -> str | None:
        if delivery.state != DeliveryState.PENDING:
            return None
        return str(serializers.DateTimeField().to_representation(delivery.due_at))


class OneDeliverySerializer(DeliverySerializer):
    """With every try, the first one first."""

    attempts = AttemptSerializer(many=True, source="tried")


class SinceSerializer(StrictSerializer):
    since = serializers.DateTimeField(help_text="From when on what happened is sent again.")


class CountSerializer(serializers.Serializer[Any]):
    count = serializers.IntegerField(help_text="How many are sent again.")


def _last(delivery: Delivery) -> dict[str, Any]:
    return delivery.last_attempt or {}  # type: ignore[attr-defined]  # annotated


_ID, _CANDIDATE = "0193567b-2c2e-7b1c-8f63-5b9a1d2e3f40", "0193567a-6c1e-7d40-9a39-6f2f1c1f7a10"
EVENT: dict[str, Any] = {
    "id": "msg_0193567b3a4e7b1c8f635b9a1d2e3f40",
    "type": "score.computed",
    "timestamp": "2026-11-23T09:14:02.871+00:00",
    "data": {
        "candidate": _CANDIDATE,
        "score": "0193567b-4b5e-7b1c-8f63-5b9a1d2e3f40",
        "url": f"https://renown.example.com/api/v1/candidates/{_CANDIDATE}/score",
    },
}
_DELIVERY = {
    "id": _ID,
    "webhook": "0193567b-1f2e-7c1c-8f63-5b9a1d2e3f40",
    "event": EVENT,
    "candidate": _CANDIDATE,
    "state": "pending",
    "attempted": 1,
    "last_outcome": "refused",
    "last_status": 503,
    "next_try_at": "2026-11-23T09:14:08Z",
    "replay_of": None,
    "created_at": "2026-11-23T09:14:02.900000Z",
    "finished_at": None,
}
_TRY = {
    "number": 1,
    "at": "2026-11-23T09:14:03Z",
    "milliseconds": 212,
    "outcome": "refused",
    "status": 503,
}
SHOWN = OpenApiExample("A delivery", _DELIVERY, response_only=True)
ONE = OpenApiExample("With its tries", {**_DELIVERY, "attempts": [_TRY]}, response_only=True)
SINCE = OpenApiExample("Since the outage", {"since": "2026-11-22T00:00:00Z"}, request_only=True)
AN_EVENT = OpenApiExample("A score is there", EVENT, response_only=True)
