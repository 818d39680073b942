"""Orders by hand, past any vendor: placed, reported and cancelled."""

from __future__ import annotations

from typing import Any

from apps.audit.actions import By
from apps.candidates.models import Invitation
from apps.core import tenancy
from apps.integrations.actions import orders, telling
from apps.integrations.ats.values import Report, Wanted
from apps.integrations.models import Order
from tests.integrations.connections import Connected


def wanted(to: Connected, **changed: Any) -> Wanted:
    told: dict[str, Any] = {
        "package_id": str(to.opening.pk),
        "external_id": "order-1",
        "name": "Mara Lindqvist",
        "email": "mara@people.example",
        "callback": "https://ats.example/orders/1",
        "details": {"company_id": "7"},
    }
    return Wanted(**(told | changed))


def place(to: Connected, **changed: Any) -> tuple[Order, bool]:
    with tenancy.organisation(to.organisation.pk):
        return orders.place(endpoint=to.endpoint, wanted=wanted(to, **changed), by=By.system())


def report(to: Connected) -> Report:
    """As the system is told it now."""
    with tenancy.organisation(to.organisation.pk):
        order = Order.objects.latest("id")
        found = telling.begin(order=order)
        telling.told(order=order, report=found)
        return found


def cancel(to: Connected) -> Order:
    with tenancy.organisation(to.organisation.pk):
        return orders.cancel(order=to.order(), by=By.system())


def standing_invitations(to: Connected) -> int:
    with tenancy.organisation(to.organisation.pk):
        return Invitation.objects.standing().count()
