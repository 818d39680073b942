"""A person's own page."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET

from apps.core.access import for_persons


@for_persons()
@require_GET
def me(request: HttpRequest) -> HttpResponse:
    return redirect("me_link")
