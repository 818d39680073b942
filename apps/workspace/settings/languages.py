"""The language and time zone of the organisation's letters, and of readers who chose none."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from apps.audit.actions import By
from apps.organisations.access import MemberRequest, for_members
from apps.organisations.actions import organisations
from apps.organisations.permissions import Permission
from apps.workspace.settings.forms import LocaleForm
from apps.workspace.settings.refusing import done
from apps.workspace.settings.side import side


@for_members(Permission.EDIT_ORGANISATION)
@require_http_methods(["GET", "POST"])
def languages(request: MemberRequest) -> HttpResponse:
    known = request.organisation
    initial = {"language": known.language, "time_zone": known.time_zone}
    form = LocaleForm(request.POST or None, initial=initial)
    if request.method == "POST" and done(form, lambda: _save(request, form)):
        messages.success(request, _("Saved."))
        return redirect("languages", known.slug)
    page = {"form": form, "now": timezone.now(), "side": side(request, "languages")}
    return TemplateResponse(request, "workspace/settings/languages.html", page)


def _save(request: MemberRequest, form: LocaleForm) -> None:
    by = By.user(request.user.pk)
    organisations.set_locale(organisation=request.organisation, by=by, **form.cleaned_data)
