"""Whom a list of candidates, or a file of them, is asked for: filters and order."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from drf_spectacular.utils import OpenApiParameter
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request

from apps.api.asked import identifier, search_in, words
from apps.api.faults import BadParameter
from apps.candidates.models import Word
from apps.candidates.models.application import Status
from apps.scoring.listing import DAYS, STATES, CandidateFilters, Order
from apps.scoring.models.standing import FACTORS
from apps.scoring.narrowing import Narrowing

FOUND_AT_MOST = 100  # people that a search looks at
STATUSES = Status.values
_SCORE = {"type": "integer", "minimum": 1, "maximum": 100}
_POINTS = {"type": "integer", "minimum": 0, "maximum": 100}
_WIDTH = {"type": "integer", "minimum": 1, "maximum": 99}
_DAYS = {"type": "integer", "minimum": 1, "maximum": DAYS}
_ENDS = {"min": "At least so many points.", "max": "At most so many points."}
ORDERS = [f"{sign}{order}" for order in Order for sign in ("", "-")]
FILTERS = [
    OpenApiParameter(
        "ordering",
        str,
        enum=ORDERS,
        default="-score",
        description="With - descending. Whoever lacks it comes last. By 'status': in one opening.",
    ),
    OpenApiParameter("opening", UUID, description="Who is in this opening."),
    search_in(f"Beginnings of words of the name, or of the address; looks at {FOUND_AT_MOST}."),
    OpenApiParameter("status", str, enum=STATUSES, many=True, description="In that opening."),
    OpenApiParameter("score_min", _SCORE),
    OpenApiParameter("score_max", _SCORE),
    *(
        OpenApiParameter(f"{factor}_{end}", _POINTS, description=meaning)
        for factor in FACTORS
        for end, meaning in _ENDS.items()
    ),
    OpenApiParameter("width_max", _WIDTH, description="The interval is no wider than this."),
    OpenApiParameter("read_within", _DAYS, description="Accounts were read in so many days."),
    OpenApiParameter("network", str, description="One or more, separated by commas."),
    OpenApiParameter("state", str, enum=[state for state, _ in STATES], many=True),
]


@dataclass(frozen=True, slots=True)
class Asked:
    """``chosen``: the filters that are on, as the audit trail keeps them; a search is "q"."""

    narrowing: Narrowing
    order: Order
    descending: bool
    chosen: Mapping[str, Any]


def asked_of(request: Request) -> Asked:
    """In the organisation's scope. Who has no score meets no bound of one."""
    opening, chosen = identifier(request, "opening"), _chosen(request)
    bounded = any(name.endswith(("_min", "_max")) for name in chosen)
    if statuses := _statuses(request, opening):
        chosen["status"] = statuses
    searched = words(request)
    among = tuple(Word.objects.matching(searched, FOUND_AT_MOST)) if searched else None
    narrowing = Narrowing(
        opening, chosen | ({"unscored": "no"} if bounded else {}), among and among[:FOUND_AT_MOST]
    )
    order, descending = _ordering(request, opening)
    return Asked(narrowing, order, descending, chosen | ({"q": True} if searched else {}))


def _chosen(request: Request) -> dict[str, Any]:
    filters = CandidateFilters(request.query_params)
    if not filters.is_valid():
        raise ValidationError({name: [*wrong] for name, wrong in filters.errors.items()})
    chosen = {name: each for name, each in filters.cleaned_data.items() if each not in (None, "")}
    networks = [part for part in chosen.pop("network", "").split(",") if part]
    states = chosen.pop("state", [])
    lists = {"network": networks, "state": states}
    return chosen | {name: several for name, several in lists.items() if several}


def _statuses(request: Request, opening: UUID | None) -> list[str]:
    asked = request.query_params.getlist("status")
    if asked and opening is None:
        raise BadParameter("status", "Name an opening too.")
    if not {*asked} <= {*STATUSES}:
        raise BadParameter("status", f"Ask for one or more of {', '.join(STATUSES)}.")
    return asked


def _ordering(request: Request, opening: UUID | None) -> tuple[Order, bool]:
    asked = request.query_params.get("ordering", "-score")
    if asked not in ORDERS:
        known = ", ".join(Order)
        raise BadParameter("ordering", f"Order by one of {known}, with - for descending.")
    order = Order(asked.removeprefix("-"))
    if order is Order.STATUS and opening is None:
        raise BadParameter("ordering", "Name an opening too.")
    return order, asked.startswith("-")
