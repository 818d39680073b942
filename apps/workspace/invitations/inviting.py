"""Inviting one person to an opening, and who was invited before."""

from __future__ import annotations

from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_http_methods

from apps.audit.actions import By
from apps.candidates.actions import candidates, invitations
from apps.candidates.models import Invitation, Opening
from apps.core.refusals import Refused
from apps.organisations.access import MemberRequest, for_members
from apps.organisations.permissions import Permission
from apps.workspace.invitations.forms import InviteForm

A_PAGE = 50


@for_members(Permission.INVITE)
@require_http_methods(["GET", "POST"])
def opening_invite(request: MemberRequest, opening_id: UUID) -> HttpResponse:
    opening = get_object_or_404(Opening.objects.all(), pk=opening_id)
    form = InviteForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and _invited(request, opening, form):
        return redirect("opening_invite", request.organisation.slug, opening.pk)
    page = {
        "opening": opening,
        "form": form,
        "page": asked(opening, request.GET.get("page")),
        "most_reminders": len(settings.INVITATION_REMINDERS),
    }
    return TemplateResponse(request, "workspace/invitations/invite.html", page)


def asked(opening: Opening, number: str | None) -> Page[Invitation]:
    """Who was invited to the opening and not taken back, newest first."""
    standing = Invitation.objects.standing().filter(opening=opening)
    return Paginator(standing.with_people().with_shared().order_by("-id"), A_PAGE).get_page(number)


def _invited(request: MemberRequest, opening: Opening, form: InviteForm) -> bool:
    by = By.user(request.user.pk)
    try:
        with transaction.atomic():  # who cannot be invited is not added either
            candidate = candidates.add(
                organisation=request.organisation, by=by, **form.cleaned_data
            )
            _, posted = invitations.invite_once(candidate=candidate, opening=opening, by=by)
    except Refused as refused:
        form.add_error(refused.field if refused.field in form.fields else None, refused.message)
        return False
    if posted:
        messages.success(request, f"{candidate.name} is invited. The email is on its way.")
    else:
        messages.info(request, f"{candidate.name} was invited before. Nothing was sent again.")
    return True
