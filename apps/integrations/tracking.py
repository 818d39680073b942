"""How a tracking system is told, for the engine that delivers."""

from __future__ import annotations

from dataclasses import replace

from apps.audit.actions import By
from apps.integrations.actions import telling
from apps.integrations.ats.registry import adapter
from apps.integrations.ats.reports import connected
from apps.integrations.callbacks import OutgoingRequest, order_of
from apps.integrations.models import Delivery, Endpoint, OrderState
from apps.organisations.models.announcement import Kind

FIRST = 1


class TrackingSystem:
    """The callback of all tracking systems: the order as it stands now, in the system's words."""

    def request(self, delivery: Delivery, endpoint: Endpoint) -> OutgoingRequest | None:
        """None while there is nothing to tell: the system knows that it was sent."""
        order = order_of(delivery)
        if delivery.message.kind == Kind.CANDIDATE_ERASED:
            telling.erased(order=order)
        report = telling.begin(order=order)
        if report.state == order.state == OrderState.SENT:
            return None
        request = adapter(endpoint.system).update(connected(endpoint), report)
        if request is None:
            return None
        carries_score = report.result is not None and request.json is not None
        if carries_score and delivery.attempted <= FIRST and endpoint.api_key_id:
            telling.seen(order=order, by=By.key(endpoint.api_key_id))
        return replace(request, state=report.state)
