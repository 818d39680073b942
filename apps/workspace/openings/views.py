"""The list of openings."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.template.response import TemplateResponse
from django.views.decorators.http import require_GET

from apps.candidates.models import Opening
from apps.organisations.access import MemberRequest, for_members
from apps.organisations.permissions import Permission, may
from apps.workspace.front.steps import unfinished

A_PAGE = 50
LONGEST_SEARCH = 120
SHOWN = ("", "open", "closed")


@for_members(Permission.SEE_CANDIDATES)
@require_GET
def openings_list(request: MemberRequest) -> HttpResponse:
    words = request.GET.get("q", "").replace("\0", "").strip()[:LONGEST_SEARCH]
    shown = request.GET.get("show", "")
    shown = shown if shown in SHOWN else ""
    found = Opening.objects.named(words).open_first()
    if shown:
        found = found.filter(closed_at__isnull=shown == "open")
    page = {
        "steps": unfinished(request.organisation),
        "page": Paginator(found.with_counts(), A_PAGE).get_page(request.GET.get("page")),
        "words": words,
        "shown": shown,
        "any": bool(words or shown) and Opening.objects.exists(),
        "may_edit": may(request.membership, Permission.EDIT_OPENINGS),
        "may_invite": may(request.membership, Permission.INVITE),
    }
    return TemplateResponse(request, "workspace/openings/list.html", page)
