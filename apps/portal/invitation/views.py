"""The link in an invitation: read what is asked, share or decline, and go on."""

from __future__ import annotations

from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from apps.accounts.models import User
from apps.candidates.actions import answers
from apps.candidates.models import Invitation
from apps.core.access import View, for_persons, public
from apps.core.refusals import Refused
from apps.portal.invitation import pages, pending, sharing

LINK_IS_KEY = "the link in the mail is the permission; sharing itself asks to sign in"
AT_THE_PAGE = {"nothing_chosen", "not_offered", "other_email"}


def _kept_from_referers(view: View) -> View:
    """The address is a key: other pages learn where one comes from, never the path. A plain
    "no-referrer" would have browsers send "Origin: null", which the form's protection refuses."""

    @wraps(view)
    def quiet(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response: HttpResponse = view(request, *args, **kwargs)
        response["Referrer-Policy"] = "strict-origin"
        return response

    return quiet


@public(because=LINK_IS_KEY)
@_kept_from_referers
@never_cache
@require_http_methods(["GET", "POST"])
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    if request.method == "POST" and request.POST.get("answer") == "decline":
        return _decline(request, token)
    if request.method == "POST":
        return _share(request, token)
    try:
        asked = answers.resolve(token)
    except Refused as refused:
        return pages.closed(request, refused)
    return pages.question(request, asked)


@public(because=LINK_IS_KEY)
@_kept_from_referers
@never_cache
@require_POST
def invitation_decline(request: HttpRequest, token: str) -> HttpResponse:
    return _decline(request, token)


@public(because="it says that nothing is shared, and nothing about anybody")
@require_GET
def invitation_declined(request: HttpRequest) -> HttpResponse:
    return render(request, "portal/invitation/declined.html")


@public(because="it says that a letter is on its way, and nothing about anybody")
@require_GET
def invitation_posted(request: HttpRequest) -> HttpResponse:
    return render(request, "portal/invitation/posted.html")


@for_persons(in_scope=False)
@never_cache
@require_GET
def consent_given(request: HttpRequest) -> HttpResponse:
    """Back from signing in: what was chosen before is granted now, once."""
    choice = pending.kept(request)
    if choice is None:
        return redirect("me_link")
    try:
        asked = answers.resolve(choice.token, answered=True)
    except Refused as refused:
        pending.forget(request)
        return pages.closed(request, refused)
    return _grant(request, asked, [*choice.networks], choice.language)


def _share(request: HttpRequest, token: str) -> HttpResponse:
    chosen, shown_in = request.POST.getlist("networks"), request.POST.get("shown_in", "")
    try:
        asked = answers.resolve(token, answered=request.user.is_authenticated)
    except Refused as refused:
        return pages.closed(request, refused)
    try:
        sharing.refuse_choice(chosen)
    except Refused as refused:
        return pages.question(request, asked, chosen=chosen, refused=refused)
    if request.user.is_authenticated:
        return _grant(request, asked, chosen, shown_in)
    pending.keep(request, asked, chosen, shown_in)
    return redirect(sharing.way_in(request, asked))


def _grant(
    request: HttpRequest, asked: Invitation, chosen: list[str], shown_in: str
) -> HttpResponse:
    assert isinstance(request.user, User)
    try:
        consent = sharing.grant(asked, request.user, chosen, shown_in)
    except Refused as refused:
        if refused.code in AT_THE_PAGE:
            return pages.question(request, asked, chosen=chosen, refused=refused)
        pending.forget(request)
        return pages.closed(request, refused)
    pending.forget(request)
    sharing.tell(request, asked, consent)
    return redirect("me_link")


def _decline(request: HttpRequest, token: str) -> HttpResponse:
    try:
        answers.decline(token)
    except Refused as refused:
        return pages.closed(request, refused)
    pending.forget(request)
    return redirect("invitation_declined")
