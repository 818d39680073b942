"""API keys: their secret is shown once, in the answer to the form that made it."""

from __future__ import annotations

import secrets
from uuid import UUID

from django.contrib import messages
from django.core.cache import cache
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from apps.audit.actions import By
from apps.core.refusals import Refused
from apps.organisations.access import MemberRequest, for_members
from apps.organisations.actions import api_keys, test_mode
from apps.organisations.models import ApiKey
from apps.organisations.permissions import Permission
from apps.pipeline.test_mode import open_twin
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
    key = ApiKey.objects.filter(pk=key_id).first()
    key = key or test_mode.key_of(request.organisation, key_id)
    if key is None:
        raise Http404("no such key")
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
        return _make(request, form)
    except Refused as refused:
        cache.delete(_sent(request, form))
        form.add_error(refused.field or None, refused.message)
        return None


@transaction.atomic
def _make(request: MemberRequest, form: KeyForm) -> tuple[ApiKey, str]:
    """A refused key opens no test mode either."""
    by, organisation = By.user(request.user.pk), request.organisation
    if form.is_test:
        organisation = open_twin(organisation=organisation, by=by)
    return api_keys.create(
        organisation=organisation,
        name=form.cleaned_data["name"],
        scopes=form.cleaned_data["scopes"],
        expires_at=form.expires_at(),
        allowed_networks=form.allowed_networks(),
        by=by,
    )


def _sent(request: MemberRequest, form: KeyForm) -> str:
    return f"key-form-{request.membership.pk}-{form.cleaned_data['once']}"


def _fresh_form() -> KeyForm:
    return KeyForm(initial={"once": secrets.token_urlsafe(16)})


def _page(
    request: MemberRequest, form: KeyForm, key: ApiKey | None = None, secret: str = ""
) -> HttpResponse:
    known = [
        *ApiKey.objects.select_related("created_by").order_by("-id"),
        *test_mode.keys_of(request.organisation),
    ]
    page = {
        "form": form,
        "usable": [each for each in known if each.is_usable],
        "spent": [each for each in known if not each.is_usable],
        "key": key,
        "secret": secret,
        "side": side(request, "keys"),
    }
    return TemplateResponse(request, "workspace/settings/keys.html", page)
