"""The public link of an opening: made, shown, switched off, renewed."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from apps.audit.actions import By
from apps.candidates.actions import public_links
from apps.candidates.models import Opening, PublicLink
from apps.core.refusals import Refused
from apps.organisations.access import MemberRequest, for_members
from apps.organisations.models import Organisation
from apps.organisations.permissions import Permission
from apps.workspace.invitations.forms import LinkForm
from apps.workspace.invitations.qr import code_of
from apps.workspace.openings.gone import with_opening


@for_members(Permission.INVITE)
@require_http_methods(["GET", "POST"])
@with_opening
def opening_link(request: MemberRequest, opening: Opening) -> HttpResponse:
    link = PublicLink.objects.filter(opening=opening).first()
    form = LinkForm(request.POST or None, initial=_initial(link, request.organisation))
    if request.method == "POST" and form.is_valid() and _switched_on(request, opening, form):
        return redirect("opening_link", request.organisation.slug, opening.pk)
    address = public_links.address_of(link) if link else ""
    page = {
        "opening": opening,
        "form": form,
        "link": link,
        "address": address,
        "code": code_of(address) if link and link.is_open else None,
        "last_day": _last_day(link.ends_at, request.organisation) if link else None,
    }
    return TemplateResponse(request, "workspace/invitations/link.html", page)


@for_members(Permission.INVITE)
@require_POST
@with_opening
def opening_link_off(request: MemberRequest, opening: Opening) -> HttpResponse:
    public_links.switch_off(opening=opening, by=By.user(request.user.pk))
    messages.success(request, _("The public link is off. Nobody comes in by it."))
    return redirect("opening_link", request.organisation.slug, opening.pk)


@for_members(Permission.INVITE)
@require_POST
@with_opening
def opening_link_renew(request: MemberRequest, opening: Opening) -> HttpResponse:
    public_links.renew(opening=opening, by=By.user(request.user.pk))
    messages.success(request, _("The address is new. The older one opens nothing any more."))
    return redirect("opening_link", request.organisation.slug, opening.pk)


def _switched_on(request: MemberRequest, opening: Opening, form: LinkForm) -> bool:
    zone = ZoneInfo(request.organisation.time_zone)
    after = form.cleaned_data["ends_on"] + timedelta(days=1)
    try:
        public_links.switch_on(
            opening=opening,
            ends_at=datetime.combine(after, time(), zone),
            most_people=form.cleaned_data["most_people"],
            by=By.user(request.user.pk),
        )
    except Refused as refused:
        form.add_error(refused.field if refused.field in form.fields else None, refused.message)
        return False
    messages.success(request, _("The public link is on."))
    return True


def _initial(link: PublicLink | None, organisation: Organisation) -> dict[str, object]:
    ends_at = timezone.now() + settings.PUBLIC_LINK_LIFETIME
    if link and not link.is_ended:
        ends_at = link.ends_at
    return {
        "ends_on": _last_day(ends_at, organisation).date(),
        "most_people": link.most_people if link else 100,
    }


def _last_day(ends_at: datetime, organisation: Organisation) -> datetime:
    """A link ends with a day: the last moment of it, in the organisation's time."""
    return (ends_at - timedelta(seconds=1)).astimezone(ZoneInfo(organisation.time_zone))
