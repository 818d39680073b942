"""Who is in the team, with which role, and who is asked to join."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from apps.accounts import second_factors
from apps.audit.actions import By
from apps.core.refusals import Refused
from apps.organisations.access import MemberRequest, for_members
from apps.organisations.actions import memberships, team_invitations
from apps.organisations.models import Membership, TeamInvitation
from apps.organisations.models.membership import Role
from apps.organisations.permissions import Permission, may
from apps.workspace.settings.forms import InviteForm, RoleForm
from apps.workspace.settings.side import side


@for_members(Permission.SEE_TEAM)
@require_GET
def team(request: MemberRequest) -> HttpResponse:
    return _page(request, InviteForm(with_owner=_is_owner(request)))


@for_members(Permission.EDIT_TEAM)
@require_http_methods(["GET", "POST"])
def team_invite(request: MemberRequest) -> HttpResponse:
    form = InviteForm(request.POST or None, with_owner=_is_owner(request))
    if request.method == "POST" and form.is_valid():
        try:
            team_invitations.invite(
                organisation=request.organisation, by=_by(request), **form.cleaned_data
            )
        except Refused as refused:
            form.add_error(refused.field or None, refused.message)
        else:
            messages.success(
                request,
                _("The invitation goes to %(email)s.") % {"email": form.cleaned_data["email"]},
            )
            return _to_team(request)
    return _page(request, form)


@for_members(Permission.EDIT_TEAM)
@require_http_methods(["GET", "POST"])
def team_member(request: MemberRequest, membership_id: UUID) -> HttpResponse:
    """One member: another role, or out of the team."""
    member = get_object_or_404(Membership.objects.with_names(), pk=membership_id)
    form = RoleForm(
        request.POST or None, with_owner=_is_owner(request), initial={"role": member.role}
    )
    if request.method == "POST" and form.is_valid():
        role = form.cleaned_data["role"]
        return _told(
            request,
            lambda: memberships.change_role(membership=member, role=role, by=_by(request)),
            _("%(name)s has another role now: %(role)s.")
            % {"name": member.user, "role": Role(role).label},
        )
    may_change = member.role != Role.OWNER or _is_owner(request)
    page = {"member": member, "form": form, "may_change": may_change, "side": side(request, "team")}
    return TemplateResponse(request, "workspace/settings/team_member.html", page)


@for_members(Permission.EDIT_TEAM)
@require_POST
def team_remove(request: MemberRequest, membership_id: UUID) -> HttpResponse:
    member = get_object_or_404(Membership.objects.with_names(), pk=membership_id)
    return _told(
        request,
        lambda: memberships.remove(membership=member, by=_by(request)),
        _("%(name)s is no longer in the team.") % {"name": member.user},
    )


@for_members(Permission.SEE_TEAM)
@require_POST
def team_leave(request: MemberRequest) -> HttpResponse:
    try:
        memberships.leave(organisation=request.organisation, user_id=request.user.pk)
    except Refused as refused:
        messages.error(request, refused.message)
        return _to_team(request)
    messages.success(request, _("You have left %(name)s.") % {"name": request.organisation.name})
    return redirect("home")


@for_members(Permission.EDIT_TEAM)
@require_POST
def team_invitation_resend(request: MemberRequest, invitation_id: UUID) -> HttpResponse:
    invitation = get_object_or_404(TeamInvitation.objects.all(), pk=invitation_id)
    return _told(
        request,
        lambda: team_invitations.resend(invitation=invitation, by=_by(request)),
        _("A new link goes to %(email)s. Older links no longer work.")
        % {"email": invitation.email},
    )


@for_members(Permission.EDIT_TEAM)
@require_POST
def team_invitation_revoke(request: MemberRequest, invitation_id: UUID) -> HttpResponse:
    invitation = get_object_or_404(TeamInvitation.objects.all(), pk=invitation_id)
    return _told(
        request,
        lambda: team_invitations.revoke(invitation=invitation, by=_by(request)),
        _("The invitation of %(email)s is taken back.") % {"email": invitation.email},
    )


def _page(request: MemberRequest, form: InviteForm) -> HttpResponse:
    members = list(Membership.objects.with_names())
    page = {
        "form": form,
        "members": members,
        "have_factors": second_factors.held_by([member.user_id for member in members]),
        "invitations": TeamInvitation.objects.filter(accepted_at=None, revoked_at=None).order_by(
            "-id"
        ),
        "now": timezone.now(),
        "may_edit": may(request.membership, Permission.EDIT_TEAM),
        "is_last_owner": _is_owner(request) and Membership.objects.owners().count() == 1,
        "side": side(request, "team"),
    }
    return TemplateResponse(request, "workspace/settings/team.html", page)


def _told(request: MemberRequest, deed: Callable[[], object], sentence: str) -> HttpResponse:
    """Does it and says so, or says why not."""
    try:
        deed()
    except Refused as refused:
        messages.error(request, refused.message)
    else:
        messages.success(request, sentence)
    return _to_team(request)


def _to_team(request: MemberRequest) -> HttpResponse:
    return redirect("team", request.organisation.slug)


def _by(request: MemberRequest) -> By:
    return By.user(request.user.pk)


def _is_owner(request: MemberRequest) -> bool:
    return may(request.membership, Permission.EDIT_OWNERS)
