"""What the pages of webhooks share: the webhook of the address, forms that count once, answers."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.core.cache import cache
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils import timezone

from apps.audit.actions import By
from apps.core.refusals import Refused
from apps.integrations import reading
from apps.integrations.models import Endpoint
from apps.organisations.access import MemberRequest
from apps.workspace.settings.side import side
from apps.workspace.webhooks.forms import once as new_mark

ONE_DAY = 24 * 3600


def webhook_of(endpoint_id: UUID) -> Endpoint:
    """In the organisation's scope; 404 for what is no webhook of it."""
    return get_object_or_404(reading.webhooks(), pk=endpoint_id)


def by(request: MemberRequest) -> By:
    return By.user(request.user.pk)


def both_sign(webhook: Endpoint) -> bool:
    """Whether the secret before the present one still signs."""
    return bool(webhook.previous_until and webhook.previous_until > timezone.now())


def is_first(request: MemberRequest, once: str) -> bool:
    """Whether the form with this mark was not sent before. A form without one always counts."""
    return not once or bool(cache.add(_mark(request, once), 1, timeout=ONE_DAY))


def may_be_sent_again(request: MemberRequest, once: str) -> None:
    """It was refused: the same form may come once more."""
    cache.delete(_mark(request, once))


def done(request: MemberRequest, deed: Callable[[], str]) -> bool:
    """Does it and says what it says, or says why not."""
    try:
        messages.success(request, deed())
    except Refused as refused:
        messages.error(request, refused.message)
        return False
    return True


def to_webhook(request: MemberRequest, endpoint_id: UUID) -> HttpResponse:
    return redirect("webhook", request.organisation.slug, endpoint_id)


def page(request: MemberRequest, template: str, **content: object) -> TemplateResponse:
    context = {**content, "side": side(request, "webhooks")}
    return TemplateResponse(request, f"workspace/webhooks/{template}.html", context)


def secret_page(
    request: MemberRequest, webhook: Endpoint, secret: str, *, is_new: bool
) -> TemplateResponse:
    """Shows a secret that was just made, the only time."""
    return page(request, "secret", webhook=webhook, secret=secret, is_new=is_new, once=new_mark())


def _mark(request: MemberRequest, once: str) -> str:
    return f"webhook-form-{request.membership.pk}-{once[:64]}"
