"""The link by which a colleague joins a team."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from apps.accounts.invited import is_invited, prove_email
from apps.accounts.models import User
from apps.core.access import public
from apps.core.reader import suggest
from apps.core.refusals import Refused
from apps.organisations.actions import team_invitations, team_links
from apps.organisations.models import TeamInvitation
from apps.organisations.reading import as_at


@public(because="the link in the mail is the permission; joining itself asks to sign in")
@never_cache
@require_http_methods(["GET", "POST"])
def team_join(request: HttpRequest, token: str) -> HttpResponse:
    if request.method == "POST" and isinstance(request.user, User):
        return _join(request, request.user, token)
    try:
        invitation = team_links.resolve(token)
    except Refused as refused:
        return _closed(request, refused)
    as_at(request, invitation.organisation)
    organisation = invitation.organisation
    suggest(request, language=organisation.language, time_zone=organisation.time_zone)
    if not request.user.is_authenticated:
        prove_email(request, invitation.email)
    return _asked(request, invitation)


def _join(request: HttpRequest, user: User, token: str) -> HttpResponse:
    try:
        membership = team_invitations.accept(token=token, user=user)
    except Refused as refused:
        if refused.code == "other_email":
            return redirect("team_join", token)
        return _closed(request, refused)
    messages.success(
        request, _("You are in. Your role: %(role)s.") % {"role": membership.get_role_display()}
    )
    return redirect("home")


def _asked(request: HttpRequest, invitation: TeamInvitation) -> HttpResponse:
    page = {"invitation": invitation, "is_theirs": is_invited(request, invitation.email)}
    return render(request, "workspace/front/team_join.html", page)


def _closed(request: HttpRequest, refused: Refused) -> HttpResponse:
    status = 404 if refused.code == "foreign_link" else 410
    page = {"message": refused.message, "code": refused.code}
    return render(request, "workspace/front/team_join_closed.html", page, status=status)
