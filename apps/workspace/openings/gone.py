"""An opening that is not there (any more): a way back, and what was typed in an open tab."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.template.response import TemplateResponse

from apps.candidates.models import Opening
from apps.organisations.access import MemberRequest

TYPED = ("title", "place", "reason", "weights_reason", "name", "email")

type OpeningView = Callable[[MemberRequest, Opening], HttpResponse]


def with_opening(view: OpeningView) -> Callable[..., HttpResponse]:
    """The view gets the opening that the address names, or people get the page that says so."""

    @wraps(view)
    def found(request: MemberRequest, opening_id: UUID, **_: Any) -> HttpResponse:
        opening = Opening.objects.filter(pk=opening_id).first()
        return view(request, opening) if opening else gone(request)

    return found


def gone(request: MemberRequest) -> HttpResponse:
    """404 with what the form held, to be copied."""
    typed = [text for name in TYPED if (text := request.POST.get(name, "").strip())]
    page = {"typed": typed}
    return TemplateResponse(request, "workspace/openings/gone.html", page, status=404)
