"""Describing an opening, and changing what it says."""

from __future__ import annotations

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from apps.audit.actions import By
from apps.candidates.actions import blinding, openings
from apps.candidates.models import Opening
from apps.core.refusals import Refused
from apps.organisations.access import MemberRequest, for_members
from apps.organisations.permissions import Permission, may
from apps.scoring.models import Score
from apps.workspace.openings.forms import OpeningForm, WeightsForm, described
from apps.workspace.openings.gone import with_opening


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
@with_opening
def opening_edit(request: MemberRequest, opening: Opening) -> HttpResponse:
    fixed = Score.objects.of_opening(opening.pk).exists() or opening.weights_fixed_at is not None
    form = OpeningForm(request.POST or None, initial=described(opening), opening=opening)
    weights = None if fixed else WeightsForm(request.POST or None, initial=described(opening))
    valid = [each.is_valid() for each in (form, weights) if each]
    if request.method == "POST" and all(valid) and _edited(request, opening, form, weights):
        return _saved(request, opening)
    page = {
        "opening": opening,
        "form": form,
        "weights": weights,
        "is_used": openings.is_used(opening),
        "may_invite": may(request.membership, Permission.INVITE),
    }
    return TemplateResponse(request, "workspace/openings/edit.html", page)


def _created(request: MemberRequest, form: OpeningForm, weights: WeightsForm) -> Opening | None:
    try:
        return openings.create(
            organisation=request.organisation,
            weights=weights.weights(),
            weights_reason=weights.cleaned_data["weights_reason"],
            by=By.user(request.user.pk),
            **form.cleaned_data,
        )
    except Refused as refused:
        _show(refused, form, weights)
        return None


def _edited(
    request: MemberRequest, opening: Opening, form: OpeningForm, weights: WeightsForm | None
) -> bool:
    by = By.user(request.user.pk)
    try:
        with transaction.atomic():
            said = dict(form.cleaned_data)
            blinding.set_blind(opening=opening, blind=said.pop("blind"), by=by)
            openings.edit(opening=opening, by=by, **said)
            if weights:
                openings.set_weights(
                    opening=opening,
                    weights=weights.weights(),
                    reason=weights.cleaned_data["weights_reason"],
                    scored=Score.objects.of_opening(opening.pk).exists(),
                    by=by,
                )
    except Refused as refused:
        _show(refused, form, weights)
        return False
    return True


def _show(refused: Refused, form: OpeningForm, weights: WeightsForm | None) -> None:
    """At the field that it belongs to, else above the form."""
    if weights and refused.field in weights.fields:
        weights.add_error(refused.field, refused.message)
    else:
        form.add_error(refused.field if refused.field in form.fields else None, refused.message)


def _saved(request: MemberRequest, opening: Opening) -> HttpResponse:
    """On to inviting people, or back to the list while the reason is missing."""
    described = Opening.objects.get(pk=opening.pk)
    messages.success(request, _("%(opening)s is saved.") % {"opening": described.title})
    if described.reason and may(request.membership, Permission.INVITE):
        return redirect("opening_invite", request.organisation.slug, described.pk)
    return redirect("openings", request.organisation.slug)
