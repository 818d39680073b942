"""Name and privacy contact."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from apps.audit.actions import By
from apps.organisations.access import MemberRequest, for_members
from apps.organisations.actions import organisations
from apps.organisations.permissions import Permission
from apps.workspace.front.forms import OrganisationForm
from apps.workspace.settings.refusing import done
from apps.workspace.settings.side import side


@for_members(Permission.EDIT_ORGANISATION)
@require_http_methods(["GET", "POST"])
def organisation(request: MemberRequest) -> HttpResponse:
    known = request.organisation
    initial = {"name": known.name, "privacy_contact": known.privacy_contact}
    form = OrganisationForm(request.POST or None, initial=initial)
    if request.method == "POST" and done(form, lambda: _save(request, form)):
        messages.success(request, _("Saved."))
        return redirect("organisation", known.slug)
    page = {"form": form, "side": side(request, "organisation")}
    return TemplateResponse(request, "workspace/settings/organisation.html", page)


def _save(request: MemberRequest, form: OrganisationForm) -> None:
    by = By.user(request.user.pk)
    organisations.edit(organisation=request.organisation, by=by, **form.cleaned_data)
