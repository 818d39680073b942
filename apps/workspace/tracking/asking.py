"""What the pages of tracking systems share: the system of the address, and answers."""

from __future__ import annotations

from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse

from apps.integrations import reading
from apps.integrations.ats.adapter import Adapter, Address
from apps.integrations.ats.registry import ADAPTERS
from apps.integrations.models import Endpoint, Order
from apps.organisations.access import MemberRequest
from apps.workspace.settings.side import side


def adapter_of(system: str) -> Adapter:
    """404 for what is no tracking system."""
    try:
        return ADAPTERS[system]
    except KeyError:
        raise Http404("no such tracking system") from None


def tracking_system_of(system_id: UUID) -> Endpoint:
    """In the organisation's scope; 404 for what is no tracking system of it."""
    return get_object_or_404(reading.tracking_systems(), pk=system_id)


def order_of(endpoint: Endpoint, order_id: UUID) -> Order:
    return get_object_or_404(Order.objects.filter(endpoint=endpoint), pk=order_id)


def entered(endpoint: Endpoint) -> list[tuple[str, str]]:
    """What is entered at the vendor: what it is called there, and our address."""
    known = ADAPTERS[endpoint.system]
    return [(each.label, _url(each, endpoint)) for each in known.addresses]


def page(request: MemberRequest, template: str, **content: object) -> TemplateResponse:
    context = {**content, "side": side(request, "tracking_systems")}
    return TemplateResponse(request, f"workspace/tracking/{template}.html", context)


def to_system(request: MemberRequest, system_id: UUID) -> HttpResponse:
    return redirect("tracking_system", request.organisation.slug, system_id)


def _url(address: Address, endpoint: Endpoint) -> str:
    ids = [endpoint.organisation_id, endpoint.pk] if address.of_endpoint else []
    return f"{settings.PUBLIC_URL}{reverse(address.route, args=ids)}"
