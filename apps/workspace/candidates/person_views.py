"""One candidate."""

from __future__ import annotations

from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from apps.audit.actions import By
from apps.candidates.actions import applications
from apps.candidates.models import Application, Candidate
from apps.candidates.models.application import ON_THE_WAY, Status
from apps.core.pdf.views import as_pdf
from apps.core.refusals import Refused
from apps.organisations.access import MemberRequest, for_members
from apps.organisations.permissions import Permission, may
from apps.scoring.actions import exports, looks
from apps.scoring.listing import listed
from apps.workspace.candidates.forms import StatusForm
from apps.workspace.candidates.hrxml_views import hrxml_url, may_take
from apps.workspace.candidates.person import is_read, person_page
from apps.workspace.candidates.rows import candidate_url
from apps.workspace.decisions.on_page import around

NO_CONTENT = 204


@for_members(Permission.SEE_CANDIDATES)
@require_GET
def candidate(request: MemberRequest, candidate_id: UUID) -> HttpResponse:
    found = get_object_or_404(_explained(), pk=candidate_id)
    looks.record(candidates=[found], by=By.user(request.user.pk), where="candidate")
    opening_id = request.GET.get("opening", "")
    page = {
        "page": person_page(found, opening_id=opening_id, now=timezone.now()),
        "statuses": [(each.value, each.label) for each in ON_THE_WAY],
        "most_reminders": len(settings.INVITATION_REMINDERS),
        "may_edit_status": may(request.membership, Permission.EDIT_STATUS),
        "may_invite": may(request.membership, Permission.INVITE),
        "may_see_audit": may(request.membership, Permission.SEE_AUDIT),
        "pdf_url": _pdf_url(request, found),
        "hrxml_url": hrxml_url(request, found),
        "address": _address(request, found),
        **around(found, request.membership),
    }
    return TemplateResponse(request, "workspace/candidates/candidate.html", page)


@as_pdf("renown-score")
@for_members(Permission.EXPORT)
@require_GET
def candidate_pdf(request: MemberRequest, candidate_id: UUID) -> HttpResponse:
    """The explanation alone, on paper. Raises Http404 without a score."""
    found = get_object_or_404(_explained(), pk=candidate_id, standing__value__isnull=False)
    exports.note(candidates=[found], by=By.user(request.user.pk), kind="pdf")
    opening_id = request.GET.get("opening", "")
    page = person_page(found, opening_id=opening_id, now=timezone.now())
    shown = {"page": page, "address": _address(request, found)}
    return TemplateResponse(request, "workspace/candidates/explanation.html", shown)


@for_members(Permission.SEE_CANDIDATES)
@require_GET
def candidate_ready(request: MemberRequest, candidate_id: UUID) -> HttpResponse:
    """Asked by a page that shows "Reading now": nothing yet, or load the page anew."""
    found = get_object_or_404(listed(), pk=candidate_id)
    if not is_read(found):
        return HttpResponse(status=NO_CONTENT)
    return HttpResponse(headers={"HX-Refresh": "true"})


@for_members(Permission.EDIT_STATUS)
@require_POST
def candidate_status(request: MemberRequest, candidate_id: UUID) -> HttpResponse:
    found = get_object_or_404(Candidate.objects.all(), pk=candidate_id)
    form = StatusForm(request.POST)
    if not form.is_valid():
        messages.warning(request, _("Choose one of the given states."))
        return redirect(candidate_url(request.organisation.slug, found.pk))
    here = get_object_or_404(
        Application.objects.select_related("opening").filter(candidate=found),
        pk=form.cleaned_data["application"],
    )
    _set(request, here, form.cleaned_data["status"])
    place = {"opening": str(here.opening_id)}
    return redirect(candidate_url(request.organisation.slug, found.pk, place))


def _address(request: MemberRequest, found: Candidate) -> str:
    """Of the page itself, for what is printed of it."""
    return request.build_absolute_uri(candidate_url(request.organisation.slug, found.pk))


def _pdf_url(request: MemberRequest, found: Candidate) -> str:
    """Empty where there is no score, or for whom may not take it away."""
    if not may_take(request, found):
        return ""
    query = request.META.get("QUERY_STRING", "")
    address = reverse("candidate_pdf", args=[request.organisation.slug, found.pk])
    return f"{address}?{query}" if query else address


def _explained() -> QuerySet[Candidate]:
    return listed().select_related("standing__score").defer("standing__score__draws")


def _set(request: MemberRequest, application: Application, status: str) -> None:
    try:
        applications.set_status(application=application, status=status, by=By.user(request.user.pk))
    except Refused as refused:
        messages.warning(request, refused.message)
    else:
        messages.success(request, f"{application.opening.title}: {Status(status).label}.")
