"""Invitations that stand: reminding, sending anew, taking back.

The answers depend on what the organisation sees anyway: a refusal looks like silence."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from apps.audit.actions import By
from apps.candidates.actions import invitations
from apps.candidates.models import Invitation
from apps.core.refusals import Refused
from apps.organisations.access import MemberRequest, for_members
from apps.organisations.permissions import Permission
from apps.workspace.openings.gone import gone

type Action = Callable[..., Invitation]


@for_members(Permission.INVITE)
@require_POST
def invitation_remind(request: MemberRequest, invitation_id: UUID) -> HttpResponse:
    done = _("A reminder to %(name)s is on its way.")
    return _do(request, invitation_id, invitations.remind, done)


@for_members(Permission.INVITE)
@require_POST
def invitation_resend(request: MemberRequest, invitation_id: UUID) -> HttpResponse:
    done = _("A new invitation to %(name)s is on its way. The older link no longer works.")
    return _do(request, invitation_id, invitations.resend, done)


@for_members(Permission.INVITE)
@require_POST
def invitation_revoke(request: MemberRequest, invitation_id: UUID) -> HttpResponse:
    done = _("The invitation to %(name)s was taken back. Its link no longer works.")
    return _do(request, invitation_id, invitations.revoke, done)


def _do(request: MemberRequest, invitation_id: UUID, action: Action, done: str) -> HttpResponse:
    invitation = Invitation.objects.with_people().filter(pk=invitation_id).first()
    if invitation is None:
        return gone(request)
    name = invitation.candidate.shown_name
    try:
        action(invitation=invitation, by=By.user(request.user.pk))
    except Refused as refused:
        messages.warning(request, f"{name}: {refused.message}")
    else:
        messages.success(request, done % {"name": name})
    return _back(request, invitation)


def _back(request: MemberRequest, invitation: Invitation) -> HttpResponse:
    """To the page that asked, else to the opening's invitations."""
    address = request.POST.get("next", "")
    if url_has_allowed_host_and_scheme(address, {request.get_host()}, request.is_secure()):
        return redirect(address)
    return redirect("opening_invite", request.organisation.slug, invitation.opening_id)
