"""The whole audit trail of one candidate, page by page."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.views.decorators.http import require_GET

from apps.candidates.models import Candidate
from apps.organisations.access import MemberRequest, for_members
from apps.organisations.permissions import Permission
from apps.scoring.models import Score
from apps.workspace.candidates.trail import trail

A_PAGE = 40


@for_members(Permission.SEE_CANDIDATES)
@require_GET
def candidate_trail(request: MemberRequest, candidate_id: UUID) -> HttpResponse:
    found = get_object_or_404(Candidate.objects.all(), pk=candidate_id)
    scores = list(Score.objects.history(found.pk, now=timezone.now()))
    before = _moment(request.GET.get("before"))
    page = {
        "candidate": found,
        "trail": trail(found, scores=scores, size=A_PAGE, before=before),
        "paged": before is not None,
    }
    return TemplateResponse(request, "workspace/decisions/trail.html", page)


def _moment(text: str | None) -> datetime | None:
    """Raises Http404 where it is none."""
    if not text:
        return None
    try:
        moment = parse_datetime(text)
    except ValueError as error:
        raise Http404("no such page") from error
    if moment is None or timezone.is_naive(moment):
        raise Http404("no such page")
    return moment
