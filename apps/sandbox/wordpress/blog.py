"""The public face of a blog: its front page, and the index of its API."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.urls import reverse
from django.views.decorators.http import require_GET

from apps.core.access import public
from apps.sandbox.standin import gate
from apps.sandbox.wordpress.standin import STANDIN
from apps.sandbox.world import Person

ABOUT = "a blog and what it publishes are there for everybody, as in the real one"
API_REL = "https://api.w.org/"


@public(because=ABOUT)
@require_GET
def front(request: HttpRequest, handle: str) -> HttpResponseBase:
    """Says where its API is, in a header and in the page."""
    person = owner(handle)
    _, spoiled = gate.struck(STANDIN, person.id, "front")
    if spoiled:
        return spoiled
    api = _address(request, "index", handle)
    page = f'<!doctype html><title>{handle}</title><link rel="{API_REL}" href="{api}"><p>Hello.</p>'
    return HttpResponse(page, headers={"Link": f'<{api}>; rel="{API_REL}"'})


@public(because=ABOUT)
@require_GET
def index(request: HttpRequest, handle: str) -> HttpResponseBase:
    person = owner(handle)
    _, spoiled = gate.struck(STANDIN, person.id, "index")
    if spoiled:
        return spoiled
    here = _address(request, "front", handle).rstrip("/")
    approve = {"authorization": _address(request, "approval", handle)}
    return JsonResponse(
        {
            "name": f"{handle.capitalize()}'s blog",
            "description": "",
            "url": here,
            "home": here,
            "gmt_offset": "0",
            "timezone_string": "",
            "namespaces": ["oembed/1.0", "wp/v2"],
            "authentication": {"application-passwords": {"endpoints": approve}},
            "routes": {},
        }
    )


def owner(handle: str) -> Person:
    """Raises ``Http404`` where nobody has this blog."""
    person = STANDIN.world().person(handle)
    if person is None or person.handle != handle:
        raise Http404
    return person


def _address(request: HttpRequest, name: str, handle: str) -> str:
    return request.build_absolute_uri(reverse(f"sandbox_wordpress:{name}", args=[handle]))
