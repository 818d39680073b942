"""One person's score for systems that speak HR-XML."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_GET

from apps.audit.actions import By
from apps.candidates.models import Candidate
from apps.organisations.access import MemberRequest, for_members
from apps.organisations.permissions import Permission, may
from apps.scoring.actions import exports
from apps.scoring.listing import listed
from apps.scoring.present.hrxml import CONTENT_TYPE, assessment_result, written
from apps.scoring.present.language import page_language
from apps.workspace.candidates.person import standing_of


@for_members(Permission.EXPORT)
@require_GET
def candidate_hrxml(request: MemberRequest, candidate_id: UUID) -> HttpResponse:
    """In the language of the page. Raises Http404 without a score."""
    found = get_object_or_404(listed(), pk=candidate_id, standing__value__isnull=False)
    score = get_object_or_404(written(), standing__candidate=found)
    document = assessment_result(score, language=page_language())
    exports.note(candidates=[found], by=By.user(request.user.pk), kind="hrxml")
    name = f'attachment; filename="renown-score-{score.computed_at.date().isoformat()}.xml"'
    headers = {"Content-Disposition": name, "Cache-Control": "no-store"}
    return HttpResponse(document, content_type=CONTENT_TYPE, headers=headers)


def hrxml_url(request: MemberRequest, found: Candidate) -> str:
    """Empty where there is no score, or for whom may not take it away."""
    if not may_take(request, found):
        return ""
    return reverse("candidate_hrxml", args=[request.organisation.slug, found.pk])


def may_take(request: MemberRequest, found: Candidate) -> bool:
    standing = standing_of(found)
    scored = standing is not None and standing.value is not None
    return scored and may(request.membership, Permission.EXPORT)
