"""Deciding about a candidate, and what was decided before."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from apps.audit.actions import By
from apps.candidates.actions import decisions
from apps.candidates.models import Application, Candidate
from apps.core.refusals import Refused
from apps.organisations.access import MemberRequest, for_members
from apps.organisations.permissions import Permission
from apps.scoring.actions import looks
from apps.scoring.listing import listed
from apps.scoring.seen import seen_on_page
from apps.workspace.candidates.rows import candidate_url
from apps.workspace.decisions.forms import DecisionForm
from apps.workspace.decisions.shown import matters

PAGE = "workspace/decisions/decisions.html"


@for_members(Permission.SEE_CANDIDATES)
@require_GET
def candidate_decisions(request: MemberRequest, candidate_id: UUID) -> HttpResponse:
    """All decisions about one candidate, and the forms for new ones."""
    found = get_object_or_404(listed(), pk=candidate_id)
    return _shown(request, found)


@for_members(Permission.DECIDE)
@require_POST
def application_decide(
    request: MemberRequest, candidate_id: UUID, application_id: UUID
) -> HttpResponse:
    found = get_object_or_404(listed(), pk=candidate_id)
    here = get_object_or_404(Application.objects.filter(candidate=found), pk=application_id)
    form = DecisionForm(request.POST, application=here.pk)
    if not form.is_valid() or not _decided(request, found, here, form):
        return _shown(request, found, form)
    messages.success(request, _("Your decision is recorded."))
    place = {"opening": str(here.opening_id)}
    return redirect(candidate_url(request.organisation.slug, found.pk, place) + "#decisions")


def _decided(
    request: MemberRequest, candidate: Candidate, here: Application, form: DecisionForm
) -> bool:
    chosen = form.cleaned_data
    try:
        decisions.decide(
            application=here,
            kind=chosen["kind"],
            reason=chosen["reason"],
            seen=seen_on_page(candidate, chosen["score"]),
            after=chosen["after"],
            by=By.user(request.user.pk),
        )
    except Refused as refused:
        form.add_error(refused.field or None, refused.message)
        return False
    return True


def _shown(
    request: MemberRequest, candidate: Candidate, form: DecisionForm | None = None
) -> HttpResponse:
    """With a form that was sent and is wrong: what was typed, and what is wrong with it."""
    looks.record(candidates=[candidate], by=By.user(request.user.pk), where="candidate")
    page = {"candidate": candidate, "matters": matters(candidate, request.membership, form)}
    return TemplateResponse(request, PAGE, page, status=422 if form else 200)
