"""Webhooks as the API takes and says them: rows of ``reading.webhooks``."""

from __future__ import annotations

from typing import Any

from django.utils import timezone
from drf_spectacular.utils import OpenApiExample, extend_schema_field
from rest_framework import serializers

from apps.api.bodies import StrictSerializer
from apps.integrations import kinds
from apps.integrations.models import DisabledBecause, Endpoint
from apps.integrations.reading import Health, health

KINDS = [kind.value for kind in kinds.CHOOSABLE]
STATES = [each.value for each in Health]


def _kinds(**more: Any) -> serializers.ListField:
    return serializers.ListField(
        child=serializers.ChoiceField(choices=KINDS),
        help_text="What it is told. Empty: everything, kinds that are added later too.",
        **more,
    )


class WebhookSerializer(serializers.Serializer[Any]):
    """An address of yours that is told what happens, and how it fares."""

    id = serializers.UUIDField()
    name = serializers.CharField()
    url = serializers.SerializerMethodField(
        help_text="null: it is never called and asks for its events."
    )
    kinds = _kinds()
    state = serializers.SerializerMethodField(
        help_text="polled: it has no address; untried: nothing was sent yet; works; failing since"
        " failing_since; resting until resting_until; disabled because of disabled_because."
    )
    failing_since = serializers.DateTimeField(allow_null=True)
    resting_until = serializers.DateTimeField(allow_null=True)
    disabled_at = serializers.DateTimeField(allow_null=True)
    disabled_because = serializers.SerializerMethodField(
        help_text="member: a member or a key switched it off; gone: it answered 410; failing:"
        " nothing reached it for days."
    )
    old_secret_until = serializers.SerializerMethodField(
        help_text="After a rotation: until when messages are signed with the old secret too."
    )
    last_delivered_at = serializers.DateTimeField(allow_null=True)
    waiting = serializers.IntegerField(help_text="How many deliveries are on their way.")
    next_try_at = serializers.DateTimeField(allow_null=True)
    created_at = serializers.DateTimeField()

    @extend_schema_field(serializers.CharField(allow_null=True))
    def get_url(self, webhook: Endpoint) -> str | None:
        return webhook.url or None

    @extend_schema_field(serializers.ChoiceField(choices=STATES))
    def get_state(self, webhook: Endpoint) -> str:
        return health(webhook, timezone.now()).value

    @extend_schema_field(serializers.ChoiceField(choices=DisabledBecause.values, allow_null=True))
    def get_disabled_because(self, webhook: Endpoint) -> str | None:
        return webhook.disabled_because or None

    @extend_schema_field(serializers.DateTimeField(allow_null=True))
    def get_old_secret_until(self, webhook: Endpoint) -> str | None:
        until = webhook.previous_until
        if until is None or until <= timezone.now():
            return None
        return str(serializers.DateTimeField().to_representation(until))


class WebhookSecretSerializer(WebhookSerializer):
    """With the secret, this once."""

    secret = serializers.CharField(
        help_text="whsec_ and base64. Shown in this answer and never again."
    )


class NewWebhookSerializer(StrictSerializer):
    name = serializers.CharField(max_length=80)
    url = serializers.CharField(
        max_length=500,
        default=None,
        allow_null=True,
        help_text="Begins with https:// and leads to the public internet. Without one it is never"
        " called: ask for its events by list_events.",
    )
    kinds = _kinds(required=False, default=list)


class ChangedWebhookSerializer(StrictSerializer):
    """What is left out stays as it is."""

    name = serializers.CharField(max_length=80, required=False)
    url = serializers.CharField(max_length=500, required=False)
    kinds = _kinds(required=False)
    enabled = serializers.BooleanField(
        required=False,
        help_text="false: it is told nothing, and what is on its way is dropped. true: it is told"
        " what happens from then on.",
    )


_WEBHOOK = {
    "id": "0193567b-1f2e-7c1c-8f63-5b9a1d2e3f40",
    "name": "Data warehouse",
    "url": "https://hooks.example.com/renown",
    "kinds": ["score.computed", "score.changed", "score.withdrawn", "candidate.erased"],
    "state": "works",
    "failing_since": None,
    "resting_until": None,
    "disabled_at": None,
    "disabled_because": None,
    "old_secret_until": None,
    "last_delivered_at": "2026-11-23T09:14:03.120000Z",
    "waiting": 0,
    "next_try_at": None,
    "created_at": "2026-11-02T09:30:00Z",
}
_FRESH = {**_WEBHOOK, "state": "untried", "last_delivered_at": None}
SHOWN = OpenApiExample("A webhook", _WEBHOOK, response_only=True)
FRESH = OpenApiExample(
    "With its secret",
    {**_FRESH, "secret": "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSwMfKQ9r8GKYo="},
    response_only=True,
)
WANTED = OpenApiExample(
    "What a data warehouse wants to know",
    {name: _WEBHOOK[name] for name in ("name", "url", "kinds")},
    request_only=True,
)
SWITCHED_OFF = OpenApiExample("Switched off", {"enabled": False}, request_only=True)
