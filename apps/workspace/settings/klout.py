"""Whether programs that were written for Klout may ask here."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from apps.audit.actions import By
from apps.organisations.access import MemberRequest, for_members
from apps.organisations.actions import klout as actions
from apps.organisations.permissions import Permission
from apps.workspace.settings.side import side


@for_members(Permission.EDIT_INTEGRATIONS)
@require_http_methods(["GET", "POST"])
def klout(request: MemberRequest) -> HttpResponse:
    if request.method == "POST":
        on = request.POST.get("on") == "yes"
        actions.switch(organisation=request.organisation, on=on, by=By.user(request.user.pk))
        messages.success(request, _("Klout’s addresses answer.") if on else _("Switched off."))
        return redirect("klout", request.organisation.slug)
    page = {
        "on": request.organisation.klout_enabled,
        "base": f"{settings.PUBLIC_URL}/v2",
        "side": side(request, "klout"),
    }
    return TemplateResponse(request, "workspace/settings/klout.html", page)
