"""Applicant tracking systems: which are connected, how each fares, and what it ordered."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_GET

from apps.core.keyset import BadCursor, KeysetPage, keyset_page
from apps.integrations import reading
from apps.integrations.actions import orders
from apps.integrations.ats.registry import ADAPTERS
from apps.integrations.models import Endpoint, Order
from apps.organisations.access import MemberRequest, for_members
from apps.organisations.permissions import Permission
from apps.workspace.tracking import asking
from apps.workspace.tracking.forms import once
from apps.workspace.tracking.ordered import lines, tellings
from apps.workspace.tracking.standing import signs, standing

PAGE = 50


@for_members(Permission.EDIT_INTEGRATIONS)
@require_GET
def tracking_systems(request: MemberRequest) -> HttpResponse:
    now = timezone.now()
    rows = [(each, standing(each, now)) for each in reading.tracking_systems()]
    return asking.page(
        request,
        "list",
        rows=[row for row in rows if not row[1].is_disconnected],
        past=[row for row in rows if row[1].is_disconnected],
        offered=[each.system for each in ADAPTERS.values()],
    )


@for_members(Permission.EDIT_INTEGRATIONS)
@require_GET
def tracking_system(request: MemberRequest, system_id: UUID) -> HttpResponse:
    """What to enter there, whether it works, and what was ordered."""
    endpoint = asking.tracking_system_of(system_id)
    found = _orders(endpoint, request.GET.get("cursor"))
    return asking.page(
        request,
        "system",
        system=endpoint,
        adapter=asking.adapter_of(endpoint.system),
        entered=asking.entered(endpoint),
        standing=standing(endpoint, timezone.now()),
        signs=signs(endpoint),
        packages=len(orders.packages()),
        found=found,
        lines=lines(found.rows, endpoint),
        once=once(),
    )


@for_members(Permission.EDIT_INTEGRATIONS)
@require_GET
def tracking_order(request: MemberRequest, system_id: UUID, order_id: UUID) -> HttpResponse:
    """What the system was told about one order, with every try."""
    endpoint = asking.tracking_system_of(system_id)
    order = asking.order_of(endpoint, order_id)
    (line,) = lines([order], endpoint)
    return asking.page(
        request,
        "order",
        system=endpoint,
        line=line,
        order=order,
        tellings=tellings(order, endpoint),
    )


def _orders(endpoint: Endpoint, cursor: str | None) -> KeysetPage[Order]:
    placed = Order.objects.filter(endpoint=endpoint)
    try:
        return keyset_page(placed, key="id", descending=True, size=PAGE, cursor=cursor)
    except BadCursor as error:
        raise Http404("no such page") from error
