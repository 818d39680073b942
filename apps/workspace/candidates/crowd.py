"""Who is in a list before any filter: the counts beside the filters, and the common scale."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import chain, repeat

from django.db.models import Count, Max, Q, QuerySet

from apps.candidates.models import Candidate
from apps.candidates.models.application import Status
from apps.connections.permits import names_for_employers
from apps.core.charts.histogram import BINS, Histogram, histogram
from apps.core.charts.stack import Points, shared_top
from apps.scoring.present.networks import in_order

TEN = 100 // BINS


@dataclass(frozen=True, slots=True)
class Crowd:
    """``bins``: people by tens of points. ``top``: the end of every factor bar of the page."""

    people: int
    bins: tuple[int, ...]
    accounts: Mapping[str, int]
    statuses: Mapping[str, int]
    top: int

    def histogram(self, low: int, high: int) -> Histogram:
        scores = (repeat(n * TEN + 1, count) for n, count in enumerate(self.bins))
        return histogram(chain.from_iterable(scores), low=low, high=high)


def crowd(people: QuerySet[Candidate], *, with_status: bool) -> Crowd:
    """One query."""
    networks, statuses = in_order(names_for_employers()), Status.values if with_status else []
    asked = {
        "people": Count("pk"),
        **{f"bin_{n}": _within(n) for n in range(BINS)},
        **{f"on_{name}": _sharing(name) for name in networks},
        **{f"is_{name}": Count("pk", filter=Q(status=name)) for name in statuses},
        **{f"most_{name}": Max(f"standing__{name}") for name in ("reach", "engagement", "network")},
    }
    found = people.order_by().aggregate(**asked)
    most = Points(*[found[f"most_{name}"] or 0 for name in ("reach", "engagement", "network")])
    return Crowd(
        people=found["people"],
        bins=tuple(found[f"bin_{n}"] for n in range(BINS)),
        accounts={name: found[f"on_{name}"] for name in networks},
        statuses={name: found[f"is_{name}"] for name in statuses},
        top=shared_top([most]),
    )


def _within(n: int) -> Count:
    return Count("pk", filter=Q(standing__value__range=(n * TEN + 1, (n + 1) * TEN)))


def _sharing(network: str) -> Count:
    return Count("pk", filter=Q(standing__networks__contains=[network]))
