"""A tracking system is connected, changed and disconnected."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from apps.integrations.actions import connecting
from apps.integrations.ats.adapter import Adapter
from apps.integrations.models import Endpoint
from apps.organisations.access import MemberRequest, for_members
from apps.organisations.permissions import Permission
from apps.workspace.settings.refusing import done
from apps.workspace.tracking import asking
from apps.workspace.tracking.forms import ConnectionForm, once
from apps.workspace.webhooks.asking import by, is_first, may_be_sent_again
from apps.workspace.webhooks.asking import done as told


@for_members(Permission.EDIT_INTEGRATIONS)
@never_cache
@require_http_methods(["GET", "POST"])
def tracking_new(request: MemberRequest, system: str) -> HttpResponse:
    """The key stands in the answer to the form, once."""
    adapter = asking.adapter_of(system)
    initial = {"once": once(), "name": adapter.system.label}
    form = ConnectionForm(request.POST or None, adapter=adapter, is_new=True, initial=initial)
    if request.method == "POST" and form.is_valid():
        mark = form.cleaned_data["once"]
        if not is_first(request, mark):
            messages.info(request, _("It is connected already. Its key was shown once."))
            return redirect("tracking_systems", request.organisation.slug)
        if made := _connected(request, adapter, form):
            return _fresh(request, adapter, *made)
        may_be_sent_again(request, mark)
    return asking.page(request, "edit", form=form, adapter=adapter, system=None)


@for_members(Permission.EDIT_INTEGRATIONS)
@require_http_methods(["GET", "POST"])
def tracking_change(request: MemberRequest, system_id: UUID) -> HttpResponse:
    endpoint = asking.tracking_system_of(system_id)
    adapter = asking.adapter_of(endpoint.system)
    initial = {"name": endpoint.name, **endpoint.options}
    form = ConnectionForm(request.POST or None, adapter=adapter, is_new=False, initial=initial)
    if request.method == "POST" and done(form, lambda: _change(request, endpoint, form)):
        messages.success(request, _("Saved."))
        return asking.to_system(request, system_id)
    return asking.page(request, "edit", form=form, adapter=adapter, system=endpoint)


@for_members(Permission.EDIT_INTEGRATIONS)
@require_http_methods(["GET", "POST"])
def tracking_disconnect(request: MemberRequest, system_id: UUID) -> HttpResponse:
    """Asks first: what the system was told stays there."""
    endpoint = asking.tracking_system_of(system_id)
    if request.method == "GET" and not connecting.is_disconnected(endpoint):
        return asking.page(request, "disconnect", system=endpoint)
    if request.method == "POST":
        connecting.disconnect(endpoint=endpoint, by=by(request))
        sentence = _("%(name)s is disconnected.") % {"name": endpoint.name}
        messages.success(request, sentence)
    return redirect("tracking_systems", request.organisation.slug)


@for_members(Permission.EDIT_INTEGRATIONS)
@require_POST
def tracking_enable(request: MemberRequest, system_id: UUID) -> HttpResponse:
    endpoint = asking.tracking_system_of(system_id)

    def deed() -> str:
        connecting.enable(endpoint=endpoint, by=by(request))
        return _("%(name)s is on.") % {"name": endpoint.name}

    told(request, deed)
    return asking.to_system(request, system_id)


def _connected(
    request: MemberRequest, adapter: Adapter, form: ConnectionForm
) -> tuple[Endpoint, str] | None:
    made: list[tuple[Endpoint, str]] = []

    def deed() -> None:
        made.append(
            connecting.connect(
                organisation=request.organisation,
                system=adapter.system.value,
                by=by(request),
                **form.wanted(),
            )
        )

    return made[0] if done(form, deed) else None


def _change(request: MemberRequest, endpoint: Endpoint, form: ConnectionForm) -> None:
    connecting.change(endpoint=endpoint, by=by(request), **form.wanted())


def _fresh(request: MemberRequest, adapter: Adapter, endpoint: Endpoint, key: str) -> HttpResponse:
    """Everything that has to be entered at the vendor, with the key, the only time."""
    return asking.page(
        request,
        "ready",
        system=endpoint,
        adapter=adapter,
        key=key,
        entered=asking.entered(endpoint),
    )
