"""Invitations that stand: reminding, sending anew, taking back.

The answers depend on what the organisation sees anyway: a refusal looks like silence."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from apps.audit.actions import By
from apps.candidates.actions import invitations
from apps.candidates.models import Invitation
from apps.core.refusals import Refused
from apps.organisations.access import MemberRequest, for_members
from apps.organisations.permissions import Permission

type Action = Callable[..., Invitation]


@for_members(Permission.INVITE)
@require_POST
def invitation_remind(request: MemberRequest, invitation_id: UUID) -> HttpResponse:
    return _do(request, invitation_id, invitations.remind, "A reminder to {} is on its way.")


@for_members(Permission.INVITE)
@require_POST
def invitation_resend(request: MemberRequest, invitation_id: UUID) -> HttpResponse:
    done = "A new invitation to {} is on its way. The older link no longer works."
    return _do(request, invitation_id, invitations.resend, done)


@for_members(Permission.INVITE)
@require_POST
def invitation_revoke(request: MemberRequest, invitation_id: UUID) -> HttpResponse:
    done = "The invitation to {} was taken back. Its link no longer works."
    return _do(request, invitation_id, invitations.revoke, done)


def _do(request: MemberRequest, invitation_id: UUID, action: Action, done: str) -> HttpResponse:
    invitation = get_object_or_404(Invitation.objects.with_people(), pk=invitation_id)
    try:
        action(invitation=invitation, by=By.user(request.user.pk))
    except Refused as refused:
        messages.warning(request, f"{invitation.candidate.shown_name}: {refused.message}")
    else:
        messages.success(request, done.format(invitation.candidate.shown_name))
    return _back(request, invitation)


def _back(request: MemberRequest, invitation: Invitation) -> HttpResponse:
    """To the page that asked, else to the opening's invitations."""
    address = request.POST.get("next", "")
    if url_has_allowed_host_and_scheme(address, {request.get_host()}, request.is_secure()):
        return redirect(address)
    return redirect("opening_invite", request.organisation.slug, invitation.opening_id)
