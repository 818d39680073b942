"""Whether members need a second factor, and who has none yet."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from apps.accounts import second_factors
from apps.audit.actions import By
from apps.organisations.access import MemberRequest, for_members
from apps.organisations.actions import second_factor
from apps.organisations.models import Membership
from apps.organisations.permissions import Permission
from apps.workspace.settings.forms import SecondFactorForm
from apps.workspace.settings.refusing import done
from apps.workspace.settings.side import side


@for_members(Permission.EDIT_ORGANISATION)
@require_http_methods(["GET", "POST"])
def security(request: MemberRequest) -> HttpResponse:
    form = SecondFactorForm(request.POST or None)
    if request.method == "POST" and done(form, lambda: _require(request, form)):
        messages.success(request, _("Members need a second factor now."))
        return redirect("security", request.organisation.slug)
    return _page(request, form)


@for_members(Permission.EDIT_ORGANISATION)
@require_POST
def security_waive(request: MemberRequest) -> HttpResponse:
    second_factor.waive(organisation=request.organisation, by=By.user(request.user.pk))
    messages.success(request, _("Members may do without a second factor again."))
    return redirect("security", request.organisation.slug)


def _require(request: MemberRequest, form: SecondFactorForm) -> None:
    second_factor.require(
        organisation=request.organisation,
        grace_days=form.cleaned_data["grace"],
        by=By.user(request.user.pk),
    )


def _page(request: MemberRequest, form: SecondFactorForm) -> HttpResponse:
    members = list(Membership.objects.with_names())
    have = second_factors.held_by([member.user_id for member in members])
    start = request.organisation.second_factor_from
    page = {
        "form": form,
        "start": start,
        "begun": start is not None and start <= timezone.now(),
        "members": len(members),
        "missing": [member for member in members if member.user_id not in have],
        "has_own": request.user.pk in have,
        "side": side(request, "security"),
    }
    return TemplateResponse(request, "workspace/settings/security.html", page)
