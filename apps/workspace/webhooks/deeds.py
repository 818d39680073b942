"""What can be done to a webhook at once: a test, another secret, off and on, sending again."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from apps.core.templatetags.renown import moment, thin
from apps.integrations import reading
from apps.integrations.actions import replays, rotating, switching
from apps.integrations.models import Delivery, Endpoint
from apps.organisations.access import MemberRequest, for_members
from apps.organisations.permissions import Permission
from apps.workspace.webhooks import asking
from apps.workspace.webhooks.deliveries import webhook_page
from apps.workspace.webhooks.forms import SinceForm, once


@for_members(Permission.EDIT_INTEGRATIONS)
@require_POST
def webhook_test(request: MemberRequest, endpoint_id: UUID) -> HttpResponse:
    webhook = asking.webhook_of(endpoint_id)
    sent: list[Delivery] = []

    def deed() -> str:
        sent.append(replays.ping(endpoint=webhook, by=asking.by(request)))
        return _("A test is on its way. What came of it stands here in a moment.")

    _once(request, deed)
    if sent:
        return redirect("webhook_delivery", request.organisation.slug, endpoint_id, sent[0].pk)
    return asking.to_webhook(request, endpoint_id)


@for_members(Permission.EDIT_INTEGRATIONS)
@never_cache
@require_http_methods(["GET", "POST"])
def webhook_secret(request: MemberRequest, endpoint_id: UUID) -> HttpResponse:
    """Asks first; then shows the new secret in the answer, once."""
    webhook = asking.webhook_of(endpoint_id)
    if request.method == "GET":
        still = asking.both_sign(webhook)
        return asking.page(request, "rotate", webhook=webhook, once=once(), still_signs=still)
    if not asking.is_first(request, request.POST.get("once", "")):
        messages.info(request, _("The secret was replaced already. The new one was shown once."))
        return asking.to_webhook(request, endpoint_id)
    secret = rotating.rotate_secret(endpoint=webhook, by=asking.by(request))
    return asking.secret_page(request, asking.webhook_of(endpoint_id), secret, is_new=False)


@for_members(Permission.EDIT_INTEGRATIONS)
@require_POST
def webhook_disable(request: MemberRequest, endpoint_id: UUID) -> HttpResponse:
    return _switched(
        request,
        endpoint_id,
        switching.disable,
        _("%(name)s is off. What was on its way is not sent."),
    )


@for_members(Permission.EDIT_INTEGRATIONS)
@require_POST
def webhook_enable(request: MemberRequest, endpoint_id: UUID) -> HttpResponse:
    return _switched(
        request,
        endpoint_id,
        switching.enable,
        _("%(name)s is on. It is told what happens from now on, and what still waits for it."),
    )


@for_members(Permission.EDIT_INTEGRATIONS)
@require_POST
def delivery_resend(request: MemberRequest, endpoint_id: UUID, delivery_id: UUID) -> HttpResponse:
    """The same message once more, as a delivery of its own; a double click makes one."""
    webhook = asking.webhook_of(endpoint_id)
    delivery = get_object_or_404(reading.deliveries(webhook), pk=delivery_id)
    shown = [delivery]

    def deed() -> str:
        shown[0] = replays.replay(delivery=delivery, by=asking.by(request))
        return _("It is sent again. What came of it stands here in a moment.")

    asking.done(request, deed)
    return redirect("webhook_delivery", request.organisation.slug, endpoint_id, shown[0].pk)


@for_members(Permission.EDIT_INTEGRATIONS)
@require_POST
def webhook_resend(request: MemberRequest, endpoint_id: UUID) -> HttpResponse:
    """Everything that did not arrive since a time, once more."""
    webhook = asking.webhook_of(endpoint_id)
    form = SinceForm(request.POST)
    if not form.is_valid():
        return webhook_page(request, webhook, form)
    since = form.cleaned_data["since"]

    def deed() -> str:
        count = replays.replay_since(endpoint=webhook, since=since, by=asking.by(request))
        if not count:
            return _("Nothing has failed since %(time)s.") % {"time": moment(since)}
        told = ngettext(
            "%(count)s delivery is sent again.", "%(count)s deliveries are sent again.", count
        )
        return told % {"count": thin(count)}

    _once(request, deed)
    return asking.to_webhook(request, endpoint_id)


def _once(request: MemberRequest, deed: Callable[[], str]) -> None:
    """A form that is sent twice does it once; one that was refused may come again."""
    mark = request.POST.get("once", "")
    if not asking.is_first(request, mark):
        messages.info(request, _("That was done already."))
    elif not asking.done(request, deed):
        asking.may_be_sent_again(request, mark)


def _switched(
    request: MemberRequest, endpoint_id: UUID, deed: Callable[..., Endpoint], sentence: str
) -> HttpResponse:
    webhook = asking.webhook_of(endpoint_id)
    deed(endpoint=webhook, by=asking.by(request))
    messages.success(request, sentence % {"name": webhook.name})
    return asking.to_webhook(request, endpoint_id)
