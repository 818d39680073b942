"""The first steps of a new organisation, and a made-up comparison to look at meanwhile."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_GET

from apps.organisations.access import MemberRequest, for_members
from apps.organisations.permissions import Permission, may
from apps.workspace.front import sample
from apps.workspace.front.steps import steps


@for_members(Permission.SEE_CANDIDATES)
@require_GET
def start(request: MemberRequest) -> HttpResponse:
    """Disappears when all three are done."""
    found = steps()
    if not found.now:
        return redirect("openings", request.organisation.slug)
    page = {
        "steps": found,
        "lanes": sample.lanes()[:2],
        "verdict": sample.verdicts()[0],
        "may_edit": may(request.membership, Permission.EDIT_OPENINGS),
        "may_invite": may(request.membership, Permission.INVITE),
        "may_settle": may(request.membership, Permission.EDIT_ORGANISATION),
    }
    return TemplateResponse(request, "workspace/front/start.html", page)


@for_members(Permission.SEE_CANDIDATES)
@require_GET
def example(request: MemberRequest) -> HttpResponse:
    people = sample.people()
    page = {"lanes": sample.lanes(), "people": people, "verdicts": sample.verdicts()}
    return TemplateResponse(request, "workspace/front/example.html", page)
