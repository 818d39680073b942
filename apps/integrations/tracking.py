"""How a tracking system is told, for the engine that delivers."""

from __future__ import annotations

from dataclasses import replace

from apps.audit.actions import By
from apps.integrations.actions import telling
from apps.integrations.ats.registry import adapter
from apps.integrations.ats.reports import callback_of, connected
from apps.integrations.ats.values import Report
from apps.integrations.callbacks import OutgoingRequest, order_of
from apps.integrations.models import Delivery, Endpoint, Order
from apps.organisations.models.announcement import Kind


class TrackingSystem:
    """The callback of all tracking systems: the order as it stands now, in the system's words."""

    def request(self, delivery: Delivery, endpoint: Endpoint) -> OutgoingRequest | None:
        """None where the system knows already that there is no result."""
        order = order_of(delivery)
        if delivery.message.kind == Kind.CANDIDATE_ERASED:
            telling.erased(order=order)
        report = telling.begin(order=order)
        if _knows(order, report):
            return None
        told = replace(report, callback=callback_of(order))
        request = adapter(endpoint.system).update(connected(endpoint), told)
        if request is None:
            return None
        carries_score = report.result is not None and request.json is not None
        if carries_score and delivery.attempted == 0:
            telling.seen(order=order, by=_by(endpoint))
        return replace(request, state=report.state)


def _knows(order: Order, report: Report) -> bool:
    """That there is no result. A cancelled order whose result the system holds is told again."""
    if order.is_cancelled:
        return not report.was_complete
    return report.result is None and report.state == order.state


def _by(endpoint: Endpoint) -> By:
    """The system looks through us; by its key, where it has one."""
    return By.key(endpoint.api_key_id) if endpoint.api_key_id else By.system()
