"""Pages for people who are signed in; who is not any more is led in and back."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlsplit

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.debug import sensitive_post_parameters

from apps.core import unsent


def signed_in(view: Callable[..., Any]) -> Callable[..., Any]:
    """Leads to sign-in and back to this address. A form that came too late is offered again there,
    as it was typed. A part of a page that htmx asks for leads the whole page."""

    @sensitive_post_parameters()
    @wraps(view)
    def within(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.is_authenticated:
            return _way_in(request)
        fields = unsent.take(request) if request.method == "GET" else None
        if fields is not None:
            page = {"fields": fields, "address": request.get_full_path()}
            return TemplateResponse(request, "resend.html", page).render()
        answer: HttpResponse = view(request, *args, **kwargs)
        return answer

    return within


def _way_in(request: HttpRequest) -> HttpResponse:
    if request.headers.get("HX-Request") == "true":
        answer = HttpResponse(status=204)
        answer["HX-Redirect"] = redirect_to_login(_here(request, "HX-Current-URL")).url
        return answer
    if request.method != "POST":
        return redirect_to_login(request.get_full_path())
    unsent.keep(request)
    if unsent.KEY in request.session:
        return redirect_to_login(request.get_full_path())
    return redirect_to_login(_here(request, "Referer"))


def _here(request: HttpRequest, header: str) -> str:
    """The page on which something was clicked: the asked address itself may answer forms alone."""
    page = request.headers.get(header, "")
    if not url_has_allowed_host_and_scheme(page, allowed_hosts={request.get_host()}):
        return request.get_full_path()
    parts = urlsplit(page)
    return parts.path + (f"?{parts.query}" if parts.query else "")
