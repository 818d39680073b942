"""Into which organisation the admin is opened, and by whom."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from django import forms
from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.db import connection
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from apps.accounts import second_factors
from apps.accounts.models import User
from apps.audit.actions import By, record
from apps.core import tenancy
from apps.core.access import Access, Who, declare
from apps.organisations.access import memberships_of
from apps.organisations.models import Membership, Organisation

CHOSEN = "admin_organisation"
OPERATOR_UNTIL = "admin_operator_until"
OPERATOR_STAYS = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Entry:
    """``membership`` is None for an operator."""

    organisation: Organisation
    membership: Membership | None


class ChooseForm(forms.Form):
    slug = forms.CharField(
        label=_("Address of the organisation"), help_text=_("The part after /o/."), max_length=60
    )
    reason = forms.CharField(
        label=_("Why do you enter?"),
        help_text=_("The organisation reads this in its audit trail."),
        max_length=300,
        min_length=10,
    )


def entered(request: HttpRequest) -> Entry | None:
    """The open organisation of this request; sets ``membership`` and ``entered_as_operator``."""
    known: Entry | None = getattr(request, "admin_entry", None)
    if known is None and isinstance(request.user, User):
        known = _as_member(request, request.user) or _as_operator(request, request.user)
        request.admin_entry = known  # type: ignore[attr-defined]  # asked several times a request
        request.membership = known.membership if known else None  # type: ignore[attr-defined]
        request.entered_as_operator = bool(known and not known.membership)  # type: ignore[attr-defined]
    return known


def _as_member(request: HttpRequest, user: User) -> Entry | None:
    if request.session.get(OPERATOR_UNTIL):
        return None
    memberships = memberships_of(user.pk)
    chosen = request.session.get(CHOSEN)
    found = next((m for m in memberships if str(m.organisation_id) == chosen), None)
    found = found or (memberships[0] if memberships else None)
    return Entry(found.organisation, found) if found else None


def _as_operator(request: HttpRequest, user: User) -> Entry | None:
    until = request.session.get(OPERATOR_UNTIL, "")
    if not user.is_operator or until < timezone.now().isoformat() or lacks_second_factor(user):
        return None
    organisation_id = UUID(request.session[CHOSEN])
    with tenancy.organisation(organisation_id):
        organisation = Organisation.objects.filter(pk=organisation_id).first()
    return Entry(organisation, None) if organisation else None


def _choose(request: HttpRequest) -> HttpResponse:
    """Members pick one of theirs; an operator names an organisation and says why."""
    assert isinstance(request.user, User)
    memberships = memberships_of(request.user.pk)
    if not memberships and not request.user.is_operator:
        raise Http404("no admin for this user")
    form = ChooseForm(request.POST or None) if request.user.is_operator else None
    if request.method == "POST" and _chosen(request, memberships, form):
        return redirect("admin:index")
    return render(
        request, "workspace/admin_choose.html", {"form": form, "memberships": memberships}
    )


def _chosen(request: HttpRequest, memberships: list[Membership], form: forms.Form | None) -> bool:
    if _pick(request, memberships):
        return True
    return form is not None and form.is_valid() and _enter(request, form)


def _pick(request: HttpRequest, memberships: list[Membership]) -> bool:
    wanted = request.POST.get("organisation")
    if not any(str(m.organisation_id) == wanted for m in memberships):
        return False
    request.session[CHOSEN] = wanted
    request.session.pop(OPERATOR_UNTIL, None)
    return True


def lacks_second_factor(user: User) -> bool:
    """An operator enters organisations with two factors alone; in the sandbox nobody is real."""
    return not settings.SANDBOX_ENABLED and not second_factors.held_by([user.pk])


def _enter(request: HttpRequest, form: forms.Form) -> bool:
    assert isinstance(request.user, User)
    if lacks_second_factor(request.user):
        form.add_error(None, gettext("Set up a second factor for your account first."))
        return False
    organisation_id = _id_of(form.cleaned_data["slug"])
    if organisation_id is None:
        form.add_error("slug", gettext("There is no organisation with this address."))
        return False
    reason: dict[str, Any] = {"reason": form.cleaned_data["reason"]}
    with tenancy.organisation(organisation_id):
        record(by=By.operator(request.user.pk), verb="operator.entered", facts=reason)
    request.session[CHOSEN] = str(organisation_id)
    request.session[OPERATOR_UNTIL] = (timezone.now() + OPERATOR_STAYS).isoformat()
    return True


def _id_of(slug: str) -> UUID | None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT organisations_id_of_slug(%s)", [slug.strip()])
        row = cursor.fetchone()
    return row[0] if row else None


def _open_own(request: HttpRequest, slug: str) -> HttpResponse:
    """The way from the workspace: the admin of this organisation, to its members alone."""
    memberships = memberships_of(request.user.pk)  # type: ignore[arg-type]  # signed in
    own = next((m for m in memberships if m.organisation.slug == slug), None)
    if own is None:
        raise Http404("no such organisation")
    request.session[CHOSEN] = str(own.organisation_id)
    request.session.pop(OPERATOR_UNTIL, None)
    return redirect("admin:index")


choose = declare(login_required(_choose), Access(Who.PERSON))
open_own = declare(login_required(_open_own), Access(Who.PERSON))
