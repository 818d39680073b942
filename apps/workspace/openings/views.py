"""Openings: the list, describing one, closing one."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.db.models import F
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from apps.audit.actions import By
from apps.candidates.actions import openings
from apps.candidates.models import Opening
from apps.core.refusals import Refused
from apps.organisations.access import MemberRequest, for_members
from apps.organisations.permissions import Permission, may
from apps.scoring.models import Score
from apps.workspace.openings.forms import OpeningForm, WeightsForm, described

A_PAGE = 50


@for_members(Permission.SEE_CANDIDATES)
@require_GET
def openings_list(request: MemberRequest) -> HttpResponse:
    found = Opening.objects.with_counts().order_by(F("closed_at").desc(nulls_first=True), "-id")
    page = {
        "page": Paginator(found, A_PAGE).get_page(request.GET.get("page")),
        "may_edit": may(request.membership, Permission.EDIT_OPENINGS),
        "may_invite": may(request.membership, Permission.INVITE),
    }
    return TemplateResponse(request, "workspace/openings/list.html", page)


@for_members(Permission.EDIT_OPENINGS)
@require_http_methods(["GET", "POST"])
def opening_new(request: MemberRequest) -> HttpResponse:
    form, weights = OpeningForm(request.POST or None), WeightsForm(request.POST or None)
    if request.method == "POST" and all([form.is_valid(), weights.is_valid()]):
        opening = _created(request, form, weights)
        if opening:
            return _saved(request, opening)
    page = {"form": form, "weights": weights}
    return TemplateResponse(request, "workspace/openings/new.html", page)


@for_members(Permission.EDIT_OPENINGS)
@require_http_methods(["GET", "POST"])
def opening_edit(request: MemberRequest, opening_id: UUID) -> HttpResponse:
    opening = get_object_or_404(Opening.objects.all(), pk=opening_id)
    fixed = _is_scored(opening) or opening.weights_fixed_at is not None
    form = OpeningForm(request.POST or None, initial=described(opening))
    weights = None if fixed else WeightsForm(request.POST or None, initial=described(opening))
    valid = [each.is_valid() for each in (form, weights) if each]
    if request.method == "POST" and all(valid) and _edited(request, opening, form, weights):
        return _saved(request, opening)
    page = {"opening": opening, "form": form, "weights": weights}
    return TemplateResponse(request, "workspace/openings/edit.html", page)


@for_members(Permission.EDIT_OPENINGS)
@require_POST
def opening_close(request: MemberRequest, opening_id: UUID) -> HttpResponse:
    opening = get_object_or_404(Opening.objects.all(), pk=opening_id)
    openings.close(opening=opening, by=By.user(request.user.pk))
    messages.success(request, f"{opening.title} is closed. Nobody is invited or reminded any more.")
    return redirect("openings", request.organisation.slug)


def _created(request: MemberRequest, form: OpeningForm, weights: WeightsForm) -> Opening | None:
    by = By.user(request.user.pk)
    try:
        with transaction.atomic():
            opening = openings.create(organisation=request.organisation, by=by, **form.cleaned_data)
            return _weighed(opening, weights, by)
    except Refused as refused:
        _show(refused, form, weights)
        return None


def _edited(
    request: MemberRequest, opening: Opening, form: OpeningForm, weights: WeightsForm | None
) -> bool:
    by = By.user(request.user.pk)
    try:
        with transaction.atomic():
            openings.edit(opening=opening, by=by, **form.cleaned_data)
            if weights:
                _weighed(opening, weights, by)
    except Refused as refused:
        _show(refused, form, weights)
        return False
    return True


def _weighed(opening: Opening, weights: WeightsForm, by: By) -> Opening:
    return openings.set_weights(
        opening=opening,
        weights=weights.weights(),
        reason=weights.cleaned_data["weights_reason"],
        scored=_is_scored(opening),
        by=by,
    )


def _is_scored(opening: Opening) -> bool:
    return Score.objects.filter(candidate__applications__opening=opening).exists()


def _show(refused: Refused, form: OpeningForm, weights: WeightsForm | None) -> None:
    """At the field that it belongs to, else above the form."""
    if weights and refused.field in weights.fields:
        weights.add_error(refused.field, refused.message)
    else:
        form.add_error(refused.field if refused.field in form.fields else None, refused.message)


def _saved(request: MemberRequest, opening: Opening) -> HttpResponse:
    """On to inviting people, or back to the list while the reason is missing."""
    described = Opening.objects.get(pk=opening.pk)
    messages.success(request, f"{described.title} is saved.")
    if described.reason and may(request.membership, Permission.INVITE):
        return redirect("opening_invite", request.organisation.slug, described.pk)
    return redirect("openings", request.organisation.slug)
