"""Logo and colour, and how the invitation looks with them."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from apps.audit.actions import By
from apps.organisations import colours
from apps.organisations.access import MemberRequest, for_members
from apps.organisations.actions import branding as actions
from apps.organisations.branding import brand_of
from apps.organisations.permissions import Permission
from apps.organisations.pictures import LARGEST
from apps.workspace.settings.forms import AccentForm, LogoForm
from apps.workspace.settings.refusing import done
from apps.workspace.settings.side import side


@for_members(Permission.EDIT_ORGANISATION)
@require_http_methods(["GET", "POST"])
def branding(request: MemberRequest) -> HttpResponse:
    """The colour; the picture has its own form."""
    organisation = request.organisation
    form = AccentForm(request.POST or None, initial={"accent": organisation.accent})
    if request.method == "POST" and done(
        form,
        lambda: actions.set_accent(
            organisation=organisation, accent=form.cleaned_data["accent"], by=_by(request)
        ),
    ):
        messages.success(request, _("Saved."))
        return redirect("branding", organisation.slug)
    return _page(request, form, LogoForm())


@for_members(Permission.EDIT_ORGANISATION)
@require_http_methods(["GET", "POST"])
def branding_logo(request: MemberRequest) -> HttpResponse:
    organisation = request.organisation
    if request.method == "GET":
        return redirect("branding", organisation.slug)
    form = LogoForm(request.POST, request.FILES)
    if done(form, lambda: _set_logo(request, form)):
        messages.success(request, _("The logo is in use."))
        return redirect("branding", organisation.slug)
    return _page(request, AccentForm(initial={"accent": organisation.accent}), form)


@for_members(Permission.EDIT_ORGANISATION)
@require_POST
def branding_logo_remove(request: MemberRequest) -> HttpResponse:
    actions.remove_logo(organisation=request.organisation, by=_by(request))
    messages.success(request, _("The logo is gone."))
    return redirect("branding", request.organisation.slug)


def _set_logo(request: MemberRequest, form: LogoForm) -> None:
    """Reads no more of a large file than tells that it is one."""
    uploaded = form.cleaned_data["logo"].read(LARGEST + 1)
    actions.set_logo(organisation=request.organisation, uploaded=uploaded, by=_by(request))


def _page(request: MemberRequest, form: AccentForm, logo_form: LogoForm) -> HttpResponse:
    page = {
        "form": form,
        "logo_form": logo_form,
        "brand": brand_of(request.organisation),
        "nearest": _nearest(form),
        "enough": colours.ENOUGH,
        "side": side(request, "branding"),
    }
    status = 422 if form.errors or logo_form.errors else 200
    return TemplateResponse(request, "workspace/settings/branding.html", page, status=status)


def _nearest(form: AccentForm) -> str:
    """The colour to offer in place of one that was refused."""
    colour = colours.parsed(form.data.get("accent", "")) if form.errors else None
    return colours.shades(colour).light.colour if colour else ""


def _by(request: MemberRequest) -> By:
    return By.user(request.user.pk)
