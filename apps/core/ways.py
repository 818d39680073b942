"""Ways that every site has: back to the page one came from, and what a browser remembers."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

A_YEAR = 365 * 24 * 3600


def back(request: HttpRequest) -> str:
    """The page of ours that the form names in ``next``, else the start page."""
    wanted = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(
        wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return wanted if safe else reverse("landing")


def remember[R: HttpResponse](response: R, name: str, value: str, *, secure: bool) -> R:
    """The same answer, with the choice kept in this browser for a year, or forgotten with ""."""
    if value:
        response.set_cookie(name, value, max_age=A_YEAR, samesite="Lax", secure=secure)
    else:
        response.delete_cookie(name, samesite="Lax")
    return response
