"""An organisation's logo and colour, for those who were sent their address. Each address names its
content, so that it may be kept for ever; what is replaced opens nothing."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from apps.core import tenancy
from apps.core.access import public
from apps.organisations.branding import brand_of, digest_of, stylesheet
from apps.organisations.models import Logo, Organisation

KEPT = "public, max-age=31536000, immutable"
BECAUSE = "invitations show it to people without an account; its address names its content"


@public(because=BECAUSE)
@require_safe
def brand_logo(request: HttpRequest, organisation_id: UUID, digest: str) -> HttpResponse:
    with tenancy.organisation(organisation_id):
        logo = Logo.objects.filter(digest=digest).first()
    if logo is None:
        raise Http404("no such logo")
    return _kept(bytes(logo.content), "image/png")


@public(because=BECAUSE)
@require_safe
def brand_style(request: HttpRequest, organisation_id: UUID, digest: str) -> HttpResponse:
    with tenancy.organisation(organisation_id):
        organisation = Organisation.objects.filter(pk=organisation_id).first()
    style = stylesheet(brand_of(organisation).accent) if organisation else ""
    if not style or digest_of(style) != digest:
        raise Http404("no such colour")
    return _kept(style.encode(), "text/css; charset=utf-8")


def _kept(content: bytes, content_type: str) -> HttpResponse:
    response = HttpResponse(content, content_type=content_type)
    response["Cache-Control"] = KEPT
    response["X-Content-Type-Options"] = "nosniff"
    return response
