"""Contested scores: those that wait for an answer, and answering one."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import F, QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from apps.audit.actions import By
from apps.core.refusals import Refused
from apps.organisations.access import MemberRequest, for_members
from apps.organisations.permissions import Permission, may
from apps.pipeline import contests
from apps.scoring.models import Contest
from apps.workspace.contests.forms import AnswerForm

A_PAGE = 30


@for_members(Permission.SEE_CANDIDATES)
@require_GET
def contests_list(request: MemberRequest) -> HttpResponse:
    """Those without an answer first, the longest waiting on top; then the answered, newest
    first. What was taken back is the person's own business."""
    told = _told().filter(taken_back_at=None)
    ordered = told.order_by(F("answered_at").desc(nulls_first=True), "id")
    page = {
        "page": Paginator(ordered, A_PAGE).get_page(request.GET.get("page")),
        "may_answer": may(request.membership, Permission.DECIDE),
    }
    return TemplateResponse(request, "workspace/contests/list.html", page)


@for_members(Permission.SEE_CANDIDATES)
@require_http_methods(["GET", "POST"])
def contest(request: MemberRequest, contest_id: UUID) -> HttpResponse:
    """Everybody of the team reads it; who decides may answer."""
    found = get_object_or_404(_told(), pk=contest_id)
    may_answer = may(request.membership, Permission.DECIDE)
    form = AnswerForm(request.POST or None)
    if request.method == "POST":
        if not may_answer:
            raise PermissionDenied
        if form.is_valid() and _answered(request, found, form):
            return redirect("contests", request.organisation.slug)
    page = {"contest": found, "form": form, "may_answer": may_answer}
    status = 422 if form.errors else 200
    return TemplateResponse(request, "workspace/contests/contest.html", page, status=status)


def _told() -> QuerySet[Contest]:
    joined = Contest.objects.select_related("candidate", "score", "answered_by")
    return joined.defer("score__draws", "score__amounts", "score__result")


def _answered(request: MemberRequest, found: Contest, form: AnswerForm) -> bool:
    chosen = form.cleaned_data
    try:
        contests.answer(
            contest_id=found.pk,
            outcome=chosen["outcome"],
            text=chosen["answer"],
            by=By.user(request.user.pk),
        )
    except Refused as refused:
        form.add_error(refused.field or None, refused.message)
        return False
    name = found.candidate.shown_name
    messages.success(request, _("%(person)s can read your answer now.") % {"person": name})
    return True
