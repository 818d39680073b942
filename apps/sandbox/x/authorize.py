"""The page on which a person of the world lets an application read their account."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from apps.core.access import public
from apps.sandbox.world import Person, world
from apps.sandbox.x import clients, grants

READS = {
    "users.read": "See accounts that you can see",
    "tweet.read": "See posts that you can see",
    "follows.read": "See whom you follow and who follows you",
    "like.read": "See posts that you liked, and likes that you can see",
    "offline.access": "Stay connected until you take the access away",
}


@dataclass(frozen=True, slots=True)
class Flaw:
    """What is wrong with the request. Without ``redirects`` nobody can be sent back safely."""

    error: str
    sentence: str
    redirects: bool = True


@public(because="the sandbox is for everybody, and never stands in production")
@require_http_methods(["GET", "POST"])
def authorize(request: HttpRequest) -> HttpResponse:
    flaw = _flaw(request)
    if flaw and not flaw.redirects:
        return render(request, "sandbox/x_broken.html", {"sentence": flaw.sentence}, status=400)
    if flaw:
        return _back(request, error=flaw.error)
    if request.method == "GET":
        return _page(request)
    if request.POST.get("decision") != "allow":
        return _back(request, error="access_denied")
    person = world().person(request.POST.get("account", ""))
    if person is None:
        return _page(request, problem="There is no such account here. Choose one of the list.")
    return _back(request, code=grants.issue_code(person.id, _request(request)))


def _flaw(request: HttpRequest) -> Flaw | None:
    query = request.GET
    if not clients.is_client(query.get("client_id", "")):
        return Flaw("", "The application is not known here: wrong client_id.", redirects=False)
    if not clients.is_registered_redirect(request, query.get("redirect_uri", "")):
        return Flaw(
            "", "The address to return to is not registered: redirect_uri.", redirects=False
        )
    if not query.get("state"):
        return Flaw("", "There is no state.", redirects=False)
    if query.get("response_type") != "code":
        return Flaw("unsupported_response_type", "")
    if not set(_scopes(request)) <= grants.SCOPES or not _scopes(request):
        return Flaw("invalid_scope", "")
    challenge = query.get("code_challenge", "")
    if query.get("code_challenge_method") != "S256" or not re.fullmatch(r"[\w-]{43}", challenge):
        return Flaw("invalid_request", "")
    return None


def _page(request: HttpRequest, problem: str = "") -> HttpResponse:
    here = world()
    chosen = here.person(request.GET.get("as", ""))
    context = {
        "chosen": chosen,
        "people": sorted(here.people, key=_by_followers),
        "reads": [READS[scope] for scope in _scopes(request) if scope in READS],
        "problem": problem,
    }
    return render(request, "sandbox/x_authorize.html", context, status=400 if problem else 200)


def _by_followers(person: Person) -> int:
    return -person.followers


def _request(request: HttpRequest) -> grants.Request:
    query = request.GET
    return grants.Request(query["redirect_uri"], query["code_challenge"], _scopes(request))


def _scopes(request: HttpRequest) -> tuple[str, ...]:
    return tuple(sorted(set(request.GET.get("scope", "").split())))


def _back(request: HttpRequest, **answer: str) -> HttpResponseRedirect:
    query = urlencode({**answer, "state": request.GET["state"]})
    to = request.GET["redirect_uri"]
    return HttpResponseRedirect(f"{to}{'&' if '?' in to else '?'}{query}")
