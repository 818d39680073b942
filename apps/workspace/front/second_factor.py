"""Where members are led who need a second factor and have none."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_GET

from apps.organisations.access import MemberRequest, for_members
from apps.organisations.actions.second_factor import shuts_out
from apps.organisations.permissions import Permission


@for_members(Permission.SEE_TEAM, without_second_factor=True)
@require_GET
def second_factor(request: MemberRequest) -> HttpResponse:
    if not request.lacks_second_factor:
        return redirect("start", request.organisation.slug)
    page = {
        "start": request.organisation.second_factor_from,
        "shut": shuts_out(request.organisation),
    }
    return TemplateResponse(request, "workspace/front/second_factor.html", page)
