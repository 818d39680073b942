"""What a webhook was told: the list with its filters, and one delivery with every try."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_GET

from apps.core.keyset import BadCursor, KeysetPage, keyset_page
from apps.integrations import kinds, reading
from apps.integrations.models import Attempt, Delivery, Endpoint
from apps.organisations.access import MemberRequest, for_members
from apps.organisations.permissions import Permission
from apps.workspace.webhooks import asking
from apps.workspace.webhooks.forms import FilterForm, SinceForm, once
from apps.workspace.webhooks.sent import sent
from apps.workspace.webhooks.standing import standing
from apps.workspace.webhooks.telling import rows, tries

PAGE = 50


@for_members(Permission.EDIT_INTEGRATIONS)
@require_GET
def webhook(request: MemberRequest, endpoint_id: UUID) -> HttpResponse:
    """How it fares and what it was told, newest first."""
    return webhook_page(request, asking.webhook_of(endpoint_id), SinceForm.blank())


def webhook_page(request: MemberRequest, webhook: Endpoint, since: SinceForm) -> HttpResponse:
    wanted = FilterForm(request.GET)
    lookups = wanted.lookups()
    found = _found(webhook, lookups, request.GET.get("cursor"))
    return asking.page(
        request,
        "webhook",
        webhook=webhook,
        maker=str(webhook.created_by or ""),
        standing=standing(webhook, timezone.now()),
        told=[(kind.value, kinds.SENTENCES[kind]) for kind in kinds.told(webhook.kinds)],
        both_sign=asking.both_sign(webhook),
        found=found,
        rows=rows(found.rows),
        wanted=wanted,
        is_narrowed=bool(lookups),
        since=since,
        once=once(),
    )


@for_members(Permission.EDIT_INTEGRATIONS)
@require_GET
def webhook_delivery(request: MemberRequest, endpoint_id: UUID, delivery_id: UUID) -> HttpResponse:
    """What is sent, and what came of each try."""
    webhook = asking.webhook_of(endpoint_id)
    delivery = get_object_or_404(reading.deliveries(webhook), pk=delivery_id)
    (row,) = rows([delivery])
    return asking.page(
        request,
        "delivery",
        webhook=webhook,
        delivery=delivery,
        row=row,
        tries=tries(Attempt.objects.filter(delivery=delivery).in_order()),
        again=Delivery.objects.filter(replay_of=delivery).order_by("id"),
        sent=sent(delivery),
    )


def _found(
    webhook: Endpoint, lookups: dict[str, str | UUID], cursor: str | None
) -> KeysetPage[Delivery]:
    wanted = reading.deliveries(webhook).filter(**lookups)
    try:
        return keyset_page(wanted, key="id", descending=True, size=PAGE, cursor=cursor)
    except BadCursor as error:
        raise Http404("no such page") from error
