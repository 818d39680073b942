"""Coming by a public link: what is asked, one's name and address, and the letter's way in."""

from __future__ import annotations

from datetime import timedelta
from urllib.parse import urlsplit

from allauth.account.adapter import get_adapter
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from apps.candidates.actions import joining, public_links
from apps.candidates.letters import link_of
from apps.candidates.models import PublicLink
from apps.core.access import public
from apps.core.pace import is_too_often
from apps.core.reader import suggest
from apps.core.refusals import Refused
from apps.organisations.branding import brand_of
from apps.organisations.reading import as_at
from apps.portal.joining.forms import JoinForm

MOST_FROM_ONE_PLACE, WITHIN = 20, timedelta(hours=1)
STATUS = {"bad_link": 404, "link_closed": 410, "proof_gone": 410, "too_many": 429}


@public(because="the address stands in a job advert; it shows the employer's name and the job")
@never_cache
@require_http_methods(["GET", "POST"])
def join(request: HttpRequest, address: str) -> HttpResponse:
    try:
        link = public_links.offered(address)
    except Refused as refused:
        return _shut(request, refused)
    as_at(request, link.organisation)
    form = JoinForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and _asked(request, link, form):
        return redirect("join_sent", address)
    return _page(request, link, form, status=422 if form.errors else 200)


@public(because="it says the same to everybody who gave an address")
@never_cache
@require_GET
def join_sent(request: HttpRequest, address: str) -> HttpResponse:
    try:
        link = public_links.offered(address)
    except Refused as refused:
        return _shut(request, refused)
    as_at(request, link.organisation)
    page = {"link": link, "brand": brand_of(link.organisation), "address": address}
    return render(request, "portal/joining/sent.html", page)


@public(because="the key in the letter is the permission; it leads to the invitation")
@never_cache
@require_http_methods(["GET", "POST"])
def join_proven(request: HttpRequest, proof: str) -> HttpResponse:
    """Looking changes nothing, since mailboxes look at links too; the button does."""
    try:
        asking = joining.proven(proof)
        suggest(request, language=asking.language)
        if request.method == "POST":
            return redirect(urlsplit(link_of(joining.enter(asking))).path)
    except Refused as refused:
        return _shut(request, refused)
    return render(request, "portal/joining/proven.html", {"asking": asking})


def _asked(request: HttpRequest, link: PublicLink, form: JoinForm) -> bool:
    """Whether the answer is "look into your mailbox": to a bot too, which gets no letter."""
    if form.is_of_a_bot:
        return True
    if form.is_hasty:
        form.begin_anew()
        form.add_error(None, _("That was very fast. Please send it once more."))
        return False
    place = get_adapter(request).get_client_ip(request)
    if is_too_often("join", place, most=MOST_FROM_ONE_PLACE, within=WITHIN):
        form.add_error(None, _("Too many letters were asked for from here. Try again in an hour."))
        return False
    name, email = form.cleaned_data["name"], form.cleaned_data["email"]
    try:
        joining.ask(link=link, name=name, email=email, language=get_language() or "en")
    except Refused as refused:
        form.add_error(None, refused.message)
        return False
    return True


def _page(request: HttpRequest, link: PublicLink, form: JoinForm, *, status: int) -> HttpResponse:
    page = {"link": link, "opening": link.opening, "form": form}
    page["brand"] = brand_of(link.organisation)
    return render(request, "portal/joining/join.html", page, status=status)


def _shut(request: HttpRequest, refused: Refused) -> HttpResponse:
    page = {"message": refused.message, "code": refused.code}
    status = STATUS.get(refused.code, 409)
    return render(request, "portal/joining/shut.html", page, status=status)
