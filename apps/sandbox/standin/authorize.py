"""The page on which a person of the world lets an application read their account."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from apps.core.access import public
from apps.sandbox.standin.rules import Request
from apps.sandbox.standin.stand_in import StandIn
from apps.sandbox.world import Person

ALLOW, SOME = "allow", "some"


@dataclass(frozen=True, slots=True)
class Flaw:
    """What is wrong with the request. Without ``redirects`` nobody can be sent back safely."""

    error: str
    sentence: str
    redirects: bool = True


def page(standin: StandIn) -> Callable[[HttpRequest], HttpResponse]:
    """RFC 6749, 4.1.1; ``?as=handle`` chooses an account beforehand."""

    @public(because="the sandbox is for everybody, and never stands in production")
    @require_http_methods(["GET", "POST"])
    def view(request: HttpRequest) -> HttpResponse:
        flaw = _flaw(standin, request)
        if flaw and not flaw.redirects:
            context = {"standin": standin, "sentence": flaw.sentence}
            return render(request, "sandbox/refused.html", context, status=400)
        if flaw:
            return _back(request, error=flaw.error)
        if request.method == "GET":
            return _page(standin, request)
        return _decided(standin, request)

    return view


def _flaw(standin: StandIn, request: HttpRequest) -> Flaw | None:
    query = request.GET
    if not standin.clients.is_client(query.get("client_id", "")):
        return Flaw("", "The application is not known here: wrong client_id.", redirects=False)
    if not standin.clients.is_registered_redirect(request, query.get("redirect_uri", "")):
        return Flaw(
            "", "The address to return to is not registered: redirect_uri.", redirects=False
        )
    if not query.get("state"):
        return Flaw("", "There is no state.", redirects=False)
    if query.get("response_type") != "code":
        return Flaw("unsupported_response_type", "")
    if not scopes_of(request) or not {*scopes_of(request)} <= {*standin.asks}:
        return Flaw("invalid_scope", "")
    return None if _is_proven(standin, request) else Flaw("invalid_request", "")


def _is_proven(standin: StandIn, request: HttpRequest) -> bool:
    """Whether PKCE's challenge came where it has to, and is one where it came."""
    challenge, method = (request.GET.get(f"code_challenge{end}", "") for end in ("", "_method"))
    if not challenge and not method:
        return not standin.grants.rules.pkce
    return method == "S256" and bool(re.fullmatch(r"[\w-]{43}", challenge))


def _page(standin: StandIn, request: HttpRequest, problem: str = "") -> HttpResponse:
    here, scopes = standin.world(), scopes_of(request)
    context = {
        "standin": standin,
        "chosen": here.person(request.GET.get("as", "")),
        "people": sorted(here.people, key=_by_followers),
        "reads": [standin.asks[scope] for scope in scopes if scope not in standin.optional],
        "choices": [(each, standin.asks[each]) for each in scopes if each in standin.optional],
        "problem": problem,
    }
    return render(request, "sandbox/authorize.html", context, status=400 if problem else 200)


def _by_followers(person: Person) -> int:
    return -person.followers


def _decided(standin: StandIn, request: HttpRequest) -> HttpResponse:
    decision = request.POST.get("decision")
    if decision not in (ALLOW, SOME):
        return _back(request, **standin.voice.denied())
    person = standin.world().person(request.POST.get("account", ""))
    if person is None:
        told = "There is no such account here. Choose one of the list."
        return _page(standin, request, problem=told)
    granted = scopes_of(request)
    if decision == SOME:
        ticked = {*request.POST.getlist("scope")}
        granted = tuple(s for s in granted if s not in standin.optional or s in ticked)
    asked = _request(standin, request, granted)
    return _back(request, code=standin.grants.issue_code(person.id, asked))


def _request(standin: StandIn, request: HttpRequest, scopes: tuple[str, ...]) -> Request:
    query, parameter = request.GET, standin.grants.rules.offline_parameter
    offline = None if parameter is None else query.get(parameter[0]) == parameter[1]
    return Request(query["redirect_uri"], query.get("code_challenge", ""), scopes, offline)


def scopes_of(request: HttpRequest) -> tuple[str, ...]:
    """Separated by spaces, as the standard says, or by commas, as Meta's networks do."""
    return tuple(sorted({*re.split(r"[ ,]+", request.GET.get("scope", ""))} - {""}))


def _back(request: HttpRequest, **answer: str) -> HttpResponseRedirect:
    query = urlencode({**answer, "state": request.GET["state"]})
    to = request.GET["redirect_uri"]
    return HttpResponseRedirect(f"{to}{'&' if '?' in to else '?'}{query}")
