"""Closing an opening, opening it again, and deleting one that nobody was ever in."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from apps.audit.actions import By
from apps.candidates.actions import openings
from apps.candidates.models import Opening
from apps.core.refusals import Refused
from apps.organisations.access import MemberRequest, for_members
from apps.organisations.permissions import Permission
from apps.workspace.openings.gone import with_opening


@for_members(Permission.EDIT_OPENINGS)
@require_POST
@with_opening
def opening_close(request: MemberRequest, opening: Opening) -> HttpResponse:
    openings.close(opening=opening, by=By.user(request.user.pk))
    said = _("%(opening)s is closed. Nobody is invited or reminded any more.")
    messages.success(request, said % {"opening": opening.title})
    return redirect("openings", request.organisation.slug)


@for_members(Permission.EDIT_OPENINGS)
@require_POST
@with_opening
def opening_reopen(request: MemberRequest, opening: Opening) -> HttpResponse:
    openings.reopen(opening=opening, by=By.user(request.user.pk))
    said = _("%(opening)s is open again.")
    messages.success(request, said % {"opening": opening.title})
    return redirect("opening_edit", request.organisation.slug, opening.pk)


@for_members(Permission.EDIT_OPENINGS)
@require_POST
@with_opening
def opening_delete(request: MemberRequest, opening: Opening) -> HttpResponse:
    title = opening.title
    try:
        openings.delete(opening=opening, by=By.user(request.user.pk))
    except Refused as refused:
        messages.warning(request, refused.message)
        return redirect("opening_edit", request.organisation.slug, opening.pk)
    messages.success(request, _("%(opening)s is deleted.") % {"opening": title})
    return redirect("openings", request.organisation.slug)
