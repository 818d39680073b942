"""API keys: their secret is shown once, in the answer to the form that made it."""

from __future__ import annotations

import secrets
from uuid import UUID

from django.contrib import messages
from django.core.cache import cache
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from apps.audit.actions import By
from apps.core.refusals import Refused
from apps.organisations.access import MemberRequest, for_members
from apps.organisations.actions import api_keys
from apps.organisations.models import ApiKey
from apps.organisations.permissions import Permission
from apps.workspace.settings.forms import KeyForm
from apps.workspace.settings.side import side

ONE_DAY = 24 * 3600


@for_members(Permission.EDIT_KEYS)
@never_cache
@require_http_methods(["GET", "POST"])
def keys(request: MemberRequest) -> HttpResponse:
    form = KeyForm(request.POST or None, initial={"once": secrets.token_urlsafe(16)})
    if request.method == "POST" and form.is_valid():
        if not _first_time(request, form):
            messages.info(request, _("The key exists already. Its secret was shown once."))
            return redirect("keys", request.organisation.slug)
        if created := _created(request, form):
            return _page(request, _fresh_form(), *created)
    return _page(request, form)


@for_members(Permission.EDIT_KEYS)
@require_http_methods(["GET", "POST"])
def key_revoke(request: MemberRequest, key_id: UUID) -> HttpResponse:
    """Asks first: whatever uses the key stops working."""
    key = get_object_or_404(ApiKey.objects.all(), pk=key_id)
    if request.method == "GET" and key.revoked_at is None:
        page = {"key": key, "side": side(request, "keys")}
        return TemplateResponse(request, "workspace/settings/key_revoke.html", page)
    if request.method == "POST":
        api_keys.revoke(key=key, by=By.user(request.user.pk))
        told = _("%(name)s no longer opens anything.") % {"name": key.name}
        messages.success(request, told)
    return redirect("keys", request.organisation.slug)


def _first_time(request: MemberRequest, form: KeyForm) -> bool:
    """Whether this form was not sent before."""
    return bool(cache.add(_sent(request, form), 1, timeout=ONE_DAY))


def _created(request: MemberRequest, form: KeyForm) -> tuple[ApiKey, str] | None:
    try:
        return api_keys.create(
            organisation=request.organisation,
            name=form.cleaned_data["name"],
            scopes=form.cleaned_data["scopes"],
            expires_at=form.expires_at(),
            by=By.user(request.user.pk),
        )
    except Refused as refused:
        cache.delete(_sent(request, form))
        form.add_error(refused.field or None, refused.message)
        return None


def _sent(request: MemberRequest, form: KeyForm) -> str:
    return f"key-form-{request.membership.pk}-{form.cleaned_data['once']}"


def _fresh_form() -> KeyForm:
    return KeyForm(initial={"once": secrets.token_urlsafe(16)})


def _page(
    request: MemberRequest, form: KeyForm, key: ApiKey | None = None, secret: str = ""
) -> HttpResponse:
    known = list(ApiKey.objects.select_related("created_by").order_by("-id"))
    page = {
        "form": form,
        "usable": [each for each in known if each.is_usable],
        "spent": [each for each in known if not each.is_usable],
        "key": key,
        "secret": secret,
        "side": side(request, "keys"),
    }
    return TemplateResponse(request, "workspace/settings/keys.html", page)
