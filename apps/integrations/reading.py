"""What people and programs see of webhooks: how one fares, and what came of each delivery."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce, JSONObject

from apps.integrations.models import Attempt, Delivery, DeliveryState, Endpoint


class Health(StrEnum):
    """How an endpoint fares. ``POLLED``: it asks itself; ``UNTRIED``: nothing was sent to it
    yet."""

    POLLED = "polled"
    UNTRIED = "untried"
    WORKS = "works"
    FAILING = "failing"
    RESTING = "resting"
    DISABLED = "disabled"


def health(endpoint: Endpoint, now: datetime) -> Health:
    """``endpoint`` comes from ``webhooks``."""
    if not endpoint.is_enabled:
        return Health.DISABLED
    if endpoint.is_polled:
        return Health.POLLED
    if endpoint.resting_until and endpoint.resting_until > now:
        return Health.RESTING
    if endpoint.failing_since:
        return Health.FAILING
    return Health.WORKS if endpoint.last_delivered_at else Health.UNTRIED  # type: ignore[attr-defined]  # annotated


def webhooks() -> QuerySet[Endpoint]:
    """The organisation's webhooks, oldest first, with ``last_delivered_at``, ``waiting`` (how many
    deliveries) and ``next_try_at``."""
    return _faring(Endpoint.objects.webhooks())


def tracking_systems() -> QuerySet[Endpoint]:
    """The same of applicant tracking systems, with their key."""
    return _faring(Endpoint.objects.tracking_systems()).select_related("created_by", "api_key")


def _faring(endpoints: QuerySet[Endpoint]) -> QuerySet[Endpoint]:
    of_this = Delivery.objects.filter(endpoint=OuterRef("pk")).order_by()
    delivered = of_this.filter(state=DeliveryState.DELIVERED).order_by("-id")
    waiting = of_this.pending().order_by("due_at")
    how_many = of_this.pending().values("endpoint").annotate(n=Count("pk")).values("n")
    return (
        endpoints.select_related("created_by")
        .annotate(
            last_delivered_at=Subquery(delivered.values("finished_at")[:1]),
            waiting=Coalesce(Subquery(how_many[:1]), 0),
            next_try_at=Subquery(waiting.values("due_at")[:1]),
        )
        .order_by("id")
    )


def deliveries(endpoint: Endpoint) -> QuerySet[Delivery]:
    """Of one endpoint, with their message and ``last_attempt``: a dict of outcome and status."""
    last = Attempt.objects.filter(delivery=OuterRef("pk")).order_by("-number")
    said = last.values(said=JSONObject(outcome="outcome", status="status"))
    return (
        Delivery.objects.filter(endpoint=endpoint)
        .select_related("message")
        .annotate(last_attempt=Subquery(said[:1]))
    )
