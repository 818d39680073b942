from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db import transaction
from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.request import Request
from rest_framework.response import Response

from apps.api.pagination import envelope, list_of, page_of
from apps.api.resources.deliveries import SHOWN as DELIVERY
from apps.api.resources.deliveries import DeliverySerializer
from apps.api.resources.webhooks import (
    FRESH,
    SHOWN,
    SWITCHED_OFF,
    WANTED,
    ChangedWebhookSerializer,
    NewWebhookSerializer,
    WebhookSecretSerializer,
    WebhookSerializer,
)
from apps.api.views.base import OrganisationView
from apps.api.views.openings import PAGING
from apps.integrations import reading
from apps.integrations.actions import endpoints, replays, rotating, switching
from apps.integrations.models import Endpoint
from apps.organisations.models.api_key import ApiScope


class WebhookView(OrganisationView):
    """Who may see where the organisation's news goes may also change it."""

    scope = ApiScope.MANAGE


class Webhooks(WebhookView):
    @extend_schema(
        parameters=PAGING,
        responses=list_of(WebhookSerializer),
        examples=[SHOWN],
        operation_id="list_webhooks",
    )
    def get(self, request: Request) -> Response:
        """Webhooks, the oldest first."""
        page = page_of(request, reading.webhooks(), key="id", descending=False)
        return Response(envelope(request, page, WebhookSerializer(page.rows, many=True).data))

    @extend_schema(
        request=NewWebhookSerializer,
        responses={201: WebhookSecretSerializer},
        examples=[WANTED, FRESH],
        operation_id="create_webhook",
    )
    def post(self, request: Request) -> Response:
        """A new webhook, told what happens from now on. The answer holds its secret, which is
        never shown again; an answer that is kept for an Idempotency-Key is kept sealed."""
        wanted = self.sent(NewWebhookSerializer)
        webhook, secret = endpoints.create_webhook(
            organisation=self.organisation, by=self.by, **wanted
        )
        return with_secret(webhook.pk, secret, status.HTTP_201_CREATED)


class OneWebhook(WebhookView):
    @extend_schema(responses=WebhookSerializer, examples=[SHOWN], operation_id="get_webhook")
    def get(self, request: Request, webhook_id: UUID) -> Response:
        """One webhook, and how it fares."""
        return Response(WebhookSerializer(webhook_of(webhook_id)).data)

    @extend_schema(
        request=ChangedWebhookSerializer,
        responses=WebhookSerializer,
        examples=[SWITCHED_OFF, SHOWN],
        operation_id="update_webhook",
    )
    def patch(self, request: Request, webhook_id: UUID) -> Response:
        """Changes what is named, and leaves the rest. The secret stays; what is on its way goes to
        a new address at once."""
        asked = self.sent(ChangedWebhookSerializer, partial=True)
        self._change(webhook_of(webhook_id), asked)
        return Response(WebhookSerializer(webhook_of(webhook_id)).data)

    @extend_schema(responses={204: None}, operation_id="delete_webhook")
    def delete(self, request: Request, webhook_id: UUID) -> Response:
        """It is told nothing more, and the record of its deliveries goes with it."""
        endpoints.remove_webhook(endpoint=webhook_of(webhook_id), by=self.by)
        return Response(status=status.HTTP_204_NO_CONTENT)

    @transaction.atomic
    def _change(self, webhook: Endpoint, asked: dict[str, Any]) -> None:
        enabled = asked.pop("enabled", None)
        if asked:
            before = {"name": webhook.name, "url": webhook.url or None, "kinds": webhook.kinds}
            endpoints.change_webhook(endpoint=webhook, by=self.by, **{**before, **asked})
        if enabled is not None:
            switch = switching.enable if enabled else switching.disable
            switch(endpoint=webhook, by=self.by)


class WebhookPing(WebhookView):
    @extend_schema(
        request=None,
        responses={201: DeliverySerializer},
        examples=[DELIVERY],
        operation_id="ping_webhook",
    )
    def post(self, request: Request, webhook_id: UUID) -> Response:
        """Sends a test event, endpoint.ping, to this webhook alone, once. 409 while it is
        disabled."""
        sent = replays.ping(endpoint=webhook_of(webhook_id), by=self.by)
        found = reading.deliveries(webhook_of(webhook_id)).get(pk=sent.pk)
        return Response(DeliverySerializer(found).data, status=status.HTTP_201_CREATED)


class WebhookSecret(WebhookView):
    @extend_schema(
        request=None,
        responses=WebhookSecretSerializer,
        examples=[FRESH],
        operation_id="rotate_webhook_secret",
    )
    def post(self, request: Request, webhook_id: UUID) -> Response:
        """Another secret, shown in this answer and never again. Until old_secret_until, a day,
        messages are signed with the old one too; one before that signs nothing any more."""
        secret = rotating.rotate_secret(endpoint=webhook_of(webhook_id), by=self.by)
        return with_secret(webhook_id, secret, status.HTTP_200_OK)


def webhook_of(webhook_id: UUID) -> Endpoint:
    return get_object_or_404(reading.webhooks(), pk=webhook_id)


def with_secret(webhook_id: UUID, secret: str, code: int) -> Response:
    webhook = webhook_of(webhook_id)
    webhook.secret = secret  # type: ignore[attr-defined]  # of this answer alone
    shown = WebhookSecretSerializer(webhook).data
    return Response(shown, status=code, headers={"Cache-Control": "no-store"})
