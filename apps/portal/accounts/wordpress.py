"""Linking a self-hosted WordPress: ask for its address, lead there, believe what it confirms."""

from __future__ import annotations

import secrets
from dataclasses import asdict
from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from apps.connections.networks.adapter import Credential
from apps.connections.networks.errors import NetworkError
from apps.connections.networks.wordpress import (
    ADAPTER,
    LinkError,
    Site,
    app_id,
    authorization_url,
    complete,
    discover,
)
from apps.core.access import for_persons
from apps.core.pace import is_too_often
from apps.portal.accounts import ends, words
from apps.portal.accounts.forms import SiteForm
from apps.portal.frame import frame

KEY = "wordpress_link"
MOST_TRIES, TRIES_WITHIN = 20, timedelta(minutes=15)


@for_persons(in_scope=False)
@never_cache
@require_http_methods(["GET", "POST"])
def me_link_wordpress(request: HttpRequest) -> HttpResponse:
    refusal = ends.refusal(request, ADAPTER.name)
    if refusal:
        return refusal
    form = SiteForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        site = _found(request, form)
        if site:
            return redirect(_leave(request, site))
    page = frame("accounts") | {"form": form}
    return render(request, "portal/accounts/wordpress.html", page, status=_status(form))


@for_persons(in_scope=False)
@never_cache
@require_GET
def me_link_wordpress_back(request: HttpRequest) -> HttpResponse:
    """The site sends the browser here, with a password in the address: answered by a redirect at
    once, so that neither history nor a page ever shows it."""
    site = _expected(request)
    if site is None:
        return ends.failed(request, words.STALE.format(label=ADAPTER.label))
    refusal = ends.refusal(request, ADAPTER.name)
    if refusal:
        return refusal
    if "rejected" in request.GET:
        return ends.failed(request, words.NOT_ALLOWED.format(label=ADAPTER.label))
    try:
        credential = complete(
            site,
            site_url=request.GET.get("site_url", ""),
            user_login=request.GET.get("user_login", ""),
            password=request.GET.get("password", ""),
        )
    except LinkError as error:
        return _again(request, f"{gettext(error.sentence)} {words.LEFT_THERE}")
    return _linked(request, credential)


def _found(request: HttpRequest, form: SiteForm) -> Site | None:
    """The site at the address, or why not at the form's field. Every try asks somebody's server, so
    one person has a number of them."""
    if is_too_often("wordpress-address", request.user.pk, most=MOST_TRIES, within=TRIES_WITHIN):
        form.add_error("address", words.TOO_MANY_TRIES)
        return None
    try:
        return discover(form.cleaned_data["address"], timeout=_patience())
    except LinkError as error:
        form.add_error("address", gettext(error.sentence))
        return None


def _linked(request: HttpRequest, credential: Credential) -> HttpResponse:
    choice_id = ends.begin(request, ADAPTER.name, credential)
    try:
        key = ADAPTER.profile(credential).account_key
    except NetworkError:
        ends.release(request, choice_id)
        return _again(request, words.UNCLEAR.format(label=gettext("Your site")))
    return ends.link(request, ADAPTER.name, credential, key, choice_id)


def _leave(request: HttpRequest, site: Site) -> str:
    """Where the person approves; this session alone, and once, may come back."""
    state = secrets.token_urlsafe(24)
    request.session[KEY] = {"state": state, "site": asdict(site)}
    back = settings.PUBLIC_URL + reverse("me_link_wordpress_back")
    return authorization_url(
        site,
        app_name=settings.NETWORKS[ADAPTER.name]["APP_NAME"],
        app_id=app_id(settings.PUBLIC_URL),
        success_url=f"{back}?{urlencode({'state': state})}",
        reject_url=f"{back}?{urlencode({'state': state, 'rejected': 1})}",
    )


def _expected(request: HttpRequest) -> Site | None:
    """The site that this session was sent to, forgotten as soon as it is asked for; None where the
    answer belongs to another session or came before."""
    sent: dict[str, Any] | None = request.session.get(KEY)
    if not sent or not constant_time_compare(sent["state"], request.GET.get("state", "")):
        return None
    del request.session[KEY]
    return Site(**sent["site"])


def _again(request: HttpRequest, sentence: str) -> HttpResponse:
    messages.error(request, sentence)
    return redirect("me_link_wordpress")


def _status(form: SiteForm) -> int:
    return 422 if form.errors else 200


def _patience() -> float:
    """Seconds for each question to a site, while its person waits."""
    return float(settings.NETWORKS[ADAPTER.name].get("TIMEOUT", 8.0))
