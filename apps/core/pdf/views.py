"""From a view of a page to a view of its PDF."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from apps.core.access import View
from apps.core.pdf.press import NoPdf, pressed

OK = 200


def as_pdf(name: str) -> Callable[[View], View]:
    """Stands outside of what opens the scope: drawing takes a second or two, and no transaction
    waits for it. The view's address ends with ``pdf/``; the page that can be printed instead has
    the same one without it. ``name`` begins the file's name, which says nothing about anybody."""

    def decorate(view: View) -> View:
        @wraps(view)
        def within(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            page: HttpResponse = view(request, *args, **kwargs)
            if page.status_code != OK:
                return page
            try:
                document = pressed(page.content.decode())
            except NoPdf as why:
                return _print_instead(request, why.message)
            return _file(document, f"{name}-{timezone.localdate():%Y-%m-%d}.pdf")

        return within

    return decorate


def _print_instead(request: HttpRequest, why: str) -> HttpResponse:
    hint = _("Print this page instead: your browser can save it as a PDF.")
    messages.warning(request, f"{why} {hint}")
    query = request.META.get("QUERY_STRING", "")
    return redirect(f"{request.path.removesuffix('pdf/')}{'?' if query else ''}{query}")


def _file(content: bytes, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "no-store"
    return response
