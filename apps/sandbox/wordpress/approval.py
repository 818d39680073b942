"""``wp-admin/authorize-application.php``: the owner of the blog approves, or does not.

Source: https://make.wordpress.org/core/2020/11/05/application-passwords-integration-guide/."""

from __future__ import annotations

from functools import partial
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from apps.core.access import public
from apps.sandbox.wordpress import passwords
from apps.sandbox.wordpress.blog import owner
from apps.sandbox.wordpress.standin import STANDIN
from apps.sandbox.world import Person

GROUP = 4  # letters: so WordPress's page shows and sends a password


@public(because="the sandbox is for everybody, and never stands in production")
@require_http_methods(["GET", "POST"])
def approval(request: HttpRequest, handle: str) -> HttpResponse:
    person = owner(handle)
    is_ours = partial(STANDIN.clients.is_registered_redirect, request)
    ends = [request.GET.get(name, "") for name in ("success_url", "reject_url")]
    if not request.GET.get("app_name") or not all(map(is_ours, ends)):
        told = "An application has to name itself, and addresses of this site to return to."
        context = {"standin": STANDIN, "sentence": told}
        return render(request, "sandbox/refused.html", context, status=400)
    if request.method == "GET":
        return _page(request, person)
    if request.POST.get("decision") != "approve":
        return _back(ends[1], success="false")
    return _approved(request, person)


def _approved(request: HttpRequest, person: Person) -> HttpResponse:
    try:
        password = passwords.create(person, request.GET["app_name"])
    except passwords.NameTaken:
        return _page(request, person, "Each application name should be unique.")
    spaced = " ".join(password[at : at + GROUP] for at in range(0, len(password), GROUP))
    site = request.build_absolute_uri(f"/sandbox/wordpress/{person.handle}")
    told = {"site_url": site, "user_login": person.handle, "password": spaced}
    return _back(request.GET["success_url"], **told)


def _page(request: HttpRequest, person: Person, problem: str = "") -> HttpResponse:
    context = {"person": person, "name": request.GET["app_name"], "problem": problem}
    status = 400 if problem else 200
    return render(request, "sandbox/application.html", context, status=status)


def _back(to: str, **answer: str) -> HttpResponse:
    """What the application put into the address itself is kept."""
    return HttpResponseRedirect(f"{to}{'&' if '?' in to else '?'}{urlencode(answer)}")
