"""How long candidates are kept, what goes next, and what went."""

from __future__ import annotations

from django.contrib import messages
from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from apps.audit.actions import By
from apps.candidates import retention as terms
from apps.candidates.actions import retention as actions
from apps.organisations.access import MemberRequest, for_members
from apps.organisations.models import Clearing
from apps.organisations.permissions import Permission
from apps.workspace.settings.forms import RetentionForm
from apps.workspace.settings.refusing import done
from apps.workspace.settings.side import side

SHOWN = 12


@for_members(Permission.EDIT_ORGANISATION)
@require_http_methods(["GET", "POST"])
def retention(request: MemberRequest) -> HttpResponse:
    known = request.organisation
    form = RetentionForm(request.POST or None, initial={"months": known.retention_months})
    if request.method == "POST" and done(form, lambda: _save(request, form)):
        messages.success(request, _("Saved."))
        return redirect("retention", known.slug)
    now = timezone.now()
    page = {
        "form": form,
        "coming": terms.coming(known, now).annotate(kept=Count("applications"))[:SHOWN],
        "overdue": terms.concerned(terms.past(known, now)).count(),
        "runs": Clearing.objects.finished()[:SHOWN],
        "side": side(request, "retention"),
    }
    return TemplateResponse(request, "workspace/settings/retention.html", page)


def _save(request: MemberRequest, form: RetentionForm) -> None:
    by = By.user(request.user.pk)
    actions.set_term(organisation=request.organisation, months=form.cleaned_data["months"], by=by)
