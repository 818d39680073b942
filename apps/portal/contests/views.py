"""A person contests a score, sees where that stands and what was answered, and takes it back."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from apps.accounts.models import User
from apps.audit.actions import By
from apps.candidates.models import Consent
from apps.core.access import for_persons
from apps.core.refusals import Refused
from apps.portal.contests.forms import ContestForm
from apps.portal.contests.told import told
from apps.portal.frame import frame
from apps.scoring.actions import contests
from apps.scoring.models import Contest


@for_persons()
@never_cache
@require_http_methods(["GET", "POST"])
def me_contest(request: HttpRequest, consent_id: UUID) -> HttpResponse:
    own = Consent.objects.with_active_networks().select_related("organisation")
    consent = get_object_or_404(own, pk=consent_id)
    if request.method == "GET":
        return _page(request, consent, ContestForm())
    form = ContestForm(request.POST)
    if not form.is_valid() or not _contest(request, consent, form):
        return _page(request, consent, form, status=422)
    messages.success(
        request,
        _("%(employer)s sees from now on that you contest this score.")
        % {"employer": consent.organisation.name},
    )
    return redirect("me_contest", consent.pk)


@for_persons()
@never_cache
@require_POST
def me_contest_take_back(request: HttpRequest, contest_id: UUID) -> HttpResponse:
    contest = get_object_or_404(Contest.objects, pk=contest_id)
    try:
        contests.take_back(contest_id=contest.pk, by=_by(request))
    except Refused as refused:
        messages.error(request, refused.message)
    else:
        messages.success(request, _("You took it back. The score is no longer marked."))
    return redirect("me_contest", contest.consent_id)


def _contest(request: HttpRequest, consent: Consent, form: ContestForm) -> bool:
    try:
        words = form.cleaned_data["text"]
        contests.contest(consent_id=consent.pk, text=words, by=_by(request))
    except Refused as refused:
        form.add_error(refused.field or None, refused.message)
    return form.is_valid()


def _page(
    request: HttpRequest, consent: Consent, form: ContestForm, *, status: int = 200
) -> HttpResponse:
    page = frame("score") | {"consent": consent, "form": form, "contests": told(consent)}
    return TemplateResponse(request, "portal/contests/contest.html", page, status=status)


def _by(request: HttpRequest) -> By:
    assert isinstance(request.user, User)
    return By.person(request.user.pk)
