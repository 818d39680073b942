"""The webhooks of an organisation: which there are, making, changing and removing one."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from apps.core.refusals import Refused
from apps.integrations import kinds, reading
from apps.integrations.actions import endpoints
from apps.integrations.models import Endpoint
from apps.organisations.access import MemberRequest, for_members
from apps.organisations.permissions import Permission
from apps.workspace.settings.refusing import done
from apps.workspace.webhooks import asking
from apps.workspace.webhooks.forms import WebhookForm, once
from apps.workspace.webhooks.standing import standing


@for_members(Permission.EDIT_INTEGRATIONS)
@require_GET
def webhooks(request: MemberRequest) -> HttpResponse:
    now = timezone.now()
    rows = [(each, standing(each, now)) for each in reading.webhooks()]
    return asking.page(request, "list", rows=rows)


@for_members(Permission.EDIT_INTEGRATIONS)
@never_cache
@require_http_methods(["GET", "POST"])
def webhook_new(request: MemberRequest) -> HttpResponse:
    """Makes one and shows its secret in the answer, once."""
    form = WebhookForm(request.POST or None, initial={"once": once()})
    if request.method == "POST" and form.is_valid():
        if not asking.is_first(request, form.cleaned_data["once"]):
            messages.info(request, _("The webhook exists already. Its secret was shown once."))
            return redirect("webhooks", request.organisation.slug)
        if made := _made(request, form):
            if made[0].is_polled:
                return asking.to_webhook(request, made[0].pk)
            return asking.secret_page(request, *made, is_new=True)
    return asking.page(request, "edit", form=form, webhook=None)


def _made(request: MemberRequest, form: WebhookForm) -> tuple[Endpoint, str] | None:
    try:
        return endpoints.create_webhook(
            organisation=request.organisation, by=asking.by(request), **form.wanted()
        )
    except Refused as refused:
        asking.may_be_sent_again(request, form.cleaned_data["once"])
        form.add_error(refused.field or None, refused.message)
        return None


@for_members(Permission.EDIT_INTEGRATIONS)
@require_http_methods(["GET", "POST"])
def webhook_change(request: MemberRequest, endpoint_id: UUID) -> HttpResponse:
    webhook = asking.webhook_of(endpoint_id)
    now = {"name": webhook.name, "url": webhook.url, "kinds": kinds.told(webhook.kinds)}
    form = WebhookForm(request.POST or None, initial=now)
    if request.method == "POST" and done(form, lambda: _change(request, webhook, form)):
        messages.success(request, _("%(name)s is changed.") % {"name": form.cleaned_data["name"]})
        return asking.to_webhook(request, endpoint_id)
    return asking.page(request, "edit", form=form, webhook=webhook)


def _change(request: MemberRequest, webhook: Endpoint, form: WebhookForm) -> None:
    endpoints.change_webhook(endpoint=webhook, by=asking.by(request), **form.wanted())


@for_members(Permission.EDIT_INTEGRATIONS)
@require_http_methods(["GET", "POST"])
def webhook_remove(request: MemberRequest, endpoint_id: UUID) -> HttpResponse:
    """Asks first: what it was told, and every try, goes with it."""
    webhook = asking.webhook_of(endpoint_id)
    if request.method == "GET":
        return asking.page(request, "remove", webhook=webhook)
    endpoints.remove_webhook(endpoint=webhook, by=asking.by(request))
    messages.success(request, _("%(name)s is told nothing any more.") % {"name": webhook.name})
    return redirect("webhooks", request.organisation.slug)
