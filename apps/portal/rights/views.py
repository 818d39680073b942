"""A person takes their data along, or has everything erased. Both ask for the password again."""

from __future__ import annotations

from datetime import timedelta

from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.contrib.auth import logout
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from apps.accounts.models import Erasure, User
from apps.audit.actions import By, record
from apps.core import tenancy
from apps.core.access import for_persons, public
from apps.core.pace import is_too_often
from apps.pipeline import erasures
from apps.portal.frame import frame
from apps.portal.rights.download import document
from apps.portal.rights.extent import extent
from apps.portal.rights.forms import EraseForm

MOST, WITHIN = 10, timedelta(hours=1)  # each reads everything
TOO_OFTEN = _("You have downloaded your data often in the last hour. Try again later.")


@for_persons(in_scope=False)
@never_cache
@require_http_methods(["GET", "POST"])
@reauthentication_required  # type: ignore[untyped-decorator]  # allauth is untyped
def me_data(request: HttpRequest) -> HttpResponseBase:
    if request.method == "GET":
        return render(request, "portal/rights/data.html", frame("score"))
    user = _user(request)
    if is_too_often("download", user.pk, most=MOST, within=WITHIN):
        messages.error(request, TOO_OFTEN)
        return redirect("me_data")
    with tenancy.person(user.pk):
        record(by=By.person(user.pk), verb="person.downloaded", subject=user)
    response = StreamingHttpResponse(document(user.pk), content_type="application/json")
    name = f"renown-{timezone.localdate():%Y-%m-%d}.json"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@for_persons(in_scope=False)
@never_cache
@require_http_methods(["GET", "POST"])
@reauthentication_required  # type: ignore[untyped-decorator]  # allauth is untyped
def me_erase(request: HttpRequest) -> HttpResponse:
    """Says what goes and what stays, then does it. The second click finds the first one's proof."""
    form = EraseForm(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        return _consequences(request, form)
    erasure = erasures.begin(person_id=_user(request).pk)
    logout(request)
    return redirect("erased", erasure.number) if erasure else redirect("landing")


@public(because="who has the number sees when something was erased and how far it is, no person")
@never_cache
@require_GET
def erased(request: HttpRequest, code: str) -> HttpResponse:
    found = Erasure.objects.filter(number=code).first()
    if found is None:
        raise Http404
    return render(request, "portal/rights/erased.html", {"erasure": found})


def _consequences(request: HttpRequest, form: EraseForm) -> HttpResponse:
    with tenancy.person(_user(request).pk):
        page = frame("score") | {"form": form, "extent": extent()}
    return render(request, "portal/rights/erase.html", page, status=422 if form.errors else 200)


def _user(request: HttpRequest) -> User:
    assert isinstance(request.user, User)
    return request.user
