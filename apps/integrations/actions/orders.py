"""Orders of tracking systems: somebody's score is asked for, how that stands, and its end. In the
organisation's scope."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from apps.audit.actions import By
from apps.integrations.ats.values import Package, Report, Wanted
from apps.integrations.models import Endpoint, Order


def packages() -> list[Package]:
    """The openings that may invite now, the newest first."""
    raise NotImplementedError


def place(*, endpoint: Endpoint, wanted: Wanted, by: By) -> tuple[Order, bool]:
    """The order, and whether it is new: adds the candidate and invites them. The same order again
    is the same order, also at the same time. ``Refused`` says to the system's user why not."""
    raise NotImplementedError


def cancel(*, order: Order, by: By) -> Order:
    """Withdraws the invitation. Twice is once. A consent that was given stays the person's."""
    raise NotImplementedError


def report(order: Order) -> Report:
    """What the tracking system should be told now."""
    raise NotImplementedError


def looked_at(*, report: Report, order: Order, by: By) -> None:
    """Whoever is told a score has seen it, and the person sees that."""
    raise NotImplementedError


def told(*, order: Order, report: Report, at: datetime | None = None) -> None:
    """The system knows this now."""
    raise NotImplementedError


def of_endpoint(endpoint: Endpoint, order_id: UUID) -> Order | None:
    raise NotImplementedError
