"""What a member chooses while looking at a list: people to compare, and how the list looks."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from apps.audit.actions import By
from apps.organisations.access import MemberRequest, for_members
from apps.organisations.actions import list_choices
from apps.organisations.permissions import Permission
from apps.workspace.candidates.labels import COLUMNS, SIZES
from apps.workspace.candidates.list_views import keys
from apps.workspace.candidates.selected import bar, joined


class LooksForm(forms.Form):
    """``column``: those that are shown."""

    column = forms.MultipleChoiceField(required=False, choices=[*COLUMNS.items()])
    size = forms.TypedChoiceField(coerce=int, choices=[(size, size) for size in SIZES])


@for_members(Permission.SEE_CANDIDATES)
@require_GET
def selection(request: MemberRequest) -> HttpResponse:
    """The bar under a list; where no script asks for it, the list itself with the chosen people in
    its address, so that they stay chosen on the next page."""
    ids = keys(request.GET, "candidate")
    if "keep" in request.GET:
        address = _address(request, request.GET["keep"])
        return HttpResponseRedirect(joined(address, [str(key) for key in ids]))
    page = bar(ids, _address(request, request.GET.get("list", "")))
    page["fragment"] = True
    return TemplateResponse(request, "workspace/candidates/selection.html", page)


@for_members(Permission.SEE_CANDIDATES)
@require_POST
def list_looks(request: MemberRequest) -> HttpResponse:
    """Which columns are shown, how many people a page."""
    form, address = LooksForm(request.POST), _address(request, request.POST.get("list", ""))
    if not form.is_valid():
        messages.error(request, _("This choice of columns is not known."))
        return HttpResponseRedirect(address)
    list_choices.remember(
        membership=request.membership,
        columns=form.cleaned_data["column"],
        size=form.cleaned_data["size"],
        by=By.user(request.user.pk),
    )
    return HttpResponseRedirect(address)


def _address(request: MemberRequest, asked: str) -> str:
    """The list that somebody comes from; that of everybody where it is none of this
    organisation's."""
    slug = request.organisation.slug
    everybody = redirect("people", slug).url
    known = asked.startswith((everybody, f"/o/{slug}/openings/"))
    return asked if known and url_has_allowed_host_and_scheme(asked, None) else everybody
