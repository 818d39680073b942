"""Orders of a tracking system and what it was told about each, for tables."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from apps.candidates.blind import name_in_sql
from apps.candidates.models import Candidate, Opening
from apps.integrations import reading
from apps.integrations.models import Attempt, Delivery, Endpoint, Order, OrderState
from apps.workspace.webhooks.telling import Row, Try, rows, tries

TONES = {OrderState.COMPLETE.value: "good", OrderState.WITHDRAWN.value: "warn"}


@dataclass(frozen=True, slots=True)
class Line:
    """``name``: of the candidate as the team calls them, ``opening``: its title; empty where they
    are gone. ``last``: the newest telling."""

    order: Order
    name: str
    opening: str
    tone: str
    last: Row | None


@dataclass(frozen=True, slots=True)
class Telling:
    row: Row
    tries: Sequence[Try]


def lines(orders: Iterable[Order], endpoint: Endpoint) -> list[Line]:
    """Four queries, however many orders."""
    orders = list(orders)
    people = Candidate.objects.filter(pk__in={each.candidate_id for each in orders})
    names = dict(people.values_list("pk", name_in_sql()))
    jobs = Opening.objects.filter(pk__in={each.opening_id for each in orders})
    titles = dict(jobs.values_list("pk", "title"))
    newest = _newest(orders, endpoint)
    return [
        Line(
            order,
            names.get(order.candidate_id, ""),
            titles.get(order.opening_id, ""),
            TONES.get(order.state, ""),
            newest.get(order.pk),
        )
        for order in orders
    ]


def tellings(order: Order, endpoint: Endpoint) -> list[Telling]:
    """The newest first, each with its tries."""
    found = rows(reading.deliveries(endpoint).filter(order=order).order_by("-sequence", "-id"))
    made: dict[UUID, list[Attempt]] = {}
    for attempt in Attempt.objects.filter(delivery__order=order).in_order():
        made.setdefault(attempt.delivery_id, []).append(attempt)
    return [Telling(row, tries(made.get(row.delivery.pk, []))) for row in found]


def _newest(orders: Sequence[Order], endpoint: Endpoint) -> Mapping[UUID | None, Row]:
    told: list[Delivery] = list(
        reading.deliveries(endpoint)
        .filter(order__in=[each.pk for each in orders])
        .order_by("order_id", "-sequence")
        .distinct("order_id")
    )
    return {row.delivery.order_id: row for row in rows(told)}
