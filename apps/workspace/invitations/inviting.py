"""Inviting one person to an opening, and who was invited before."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from apps.audit.actions import By
from apps.candidates.actions import candidates, invitations
from apps.candidates.models import Opening
from apps.core.refusals import Refused
from apps.organisations.access import MemberRequest, for_members
from apps.organisations.permissions import Permission
from apps.workspace.invitations.asked import asked
from apps.workspace.invitations.forms import InviteForm
from apps.workspace.openings.gone import with_opening


@for_members(Permission.INVITE)
@require_http_methods(["GET", "POST"])
@with_opening
def opening_invite(request: MemberRequest, opening: Opening) -> HttpResponse:
    form = InviteForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and _invited(request, opening, form):
        return redirect("opening_invite", request.organisation.slug, opening.pk)
    page = {
        "opening": opening,
        "form": form,
        "asked": asked(opening, request.GET),
        "most_reminders": len(settings.INVITATION_REMINDERS),
    }
    return TemplateResponse(request, "workspace/invitations/invite.html", page)


def _invited(request: MemberRequest, opening: Opening, form: InviteForm) -> bool:
    by = By.user(request.user.pk)
    try:
        with transaction.atomic():  # who cannot be invited is not added either
            candidate = candidates.add(
                organisation=request.organisation, by=by, **form.cleaned_data
            )
            _invitation, posted = invitations.invite_once(
                candidate=candidate, opening=opening, by=by
            )
    except Refused as refused:
        form.add_error(refused.field if refused.field in form.fields else None, refused.message)
        return False
    # The typed name: another one would tell who is behind a pseudonym.
    name = {"name": form.cleaned_data["name"]}
    if posted:
        messages.success(request, _("%(name)s is invited. The email is on its way.") % name)
    else:
        messages.info(request, _("%(name)s was invited before. Nothing was sent again.") % name)
    return True
