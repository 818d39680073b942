"""Who is in a list before any filter: the counts beside the filters, and the common scale.

Counting everybody takes as long as there are people, so a page does it for few; of many it says
that they are many, and the counts come after the page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import chain, repeat

from django.db.models import Count, Max, Q, QuerySet

from apps.candidates.models import Candidate
from apps.candidates.models.application import Status
from apps.connections.permits import names_for_employers
from apps.core.charts.histogram import BINS, Histogram, histogram
from apps.core.charts.stack import Points, shared_top
from apps.scoring.models import Standing
from apps.scoring.models.standing import FACTORS
from apps.scoring.present.networks import in_order

TEN = 100 // BINS
MANY = 1000  # so many people are counted exactly


@dataclass(frozen=True, slots=True)
class Crowd:
    """``bins``: people by tens of points. ``counted``: no number is missing here."""

    people: int
    bins: tuple[int, ...] = (0,) * BINS
    accounts: Mapping[str, int] = field(default_factory=dict)
    statuses: Mapping[str, int] = field(default_factory=dict)
    counted: bool = True

    def histogram(self, low: int, high: int) -> Histogram:
        scores = (repeat(n * TEN + 1, count) for n, count in enumerate(self.bins))
        return histogram(chain.from_iterable(scores), low=low, high=high)


def crowd(people: QuerySet[Candidate], *, with_status: bool) -> Crowd:
    """One query, over everybody."""
    networks, statuses = offered(), Status.values if with_status else []
    asked = {
        "people": Count("pk"),
        **{f"bin_{n}": _within(n) for n in range(BINS)},
        **{f"on_{name}": _sharing(name) for name in networks},
        **{f"is_{name}": Count("pk", filter=Q(status=name)) for name in statuses},
    }
    found = people.order_by().aggregate(**asked)
    return Crowd(
        people=found["people"],
        bins=tuple(found[f"bin_{n}"] for n in range(BINS)),
        accounts={name: found[f"on_{name}"] for name in networks},
        statuses={name: found[f"is_{name}"] for name in statuses},
    )


def uncounted(people: int) -> Crowd:
    return Crowd(people, counted=False)


def offered() -> list[str]:
    """The networks that can be shared here, in the order of every page."""
    return in_order(names_for_employers())


def top() -> int:
    """The end of every factor bar of the organisation's lists; each maximum is an index's end."""
    found = Standing.objects.aggregate(**{name: Max(name) for name in FACTORS})
    return shared_top([Points(*[found[name] or 0 for name in FACTORS])])


def _within(n: int) -> Count:
    return Count("pk", filter=Q(standing__value__range=(n * TEN + 1, (n + 1) * TEN)))


def _sharing(network: str) -> Count:
    return Count("pk", filter=Q(standing__networks__contains=[network]))
