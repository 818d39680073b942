"""What all applicant tracking systems have in common: a package is offered, an order asks for
somebody's score, a report says how it stands. Adapters turn a system's own words into these and
back. Pure but for the words of models."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from apps.integrations.models import OrderState


@dataclass(frozen=True, slots=True)
class Package:
    """An opening that may invite now. ``id`` is the opening's, as text."""

    id: str
    name: str
    description: str = ""


@dataclass(frozen=True, slots=True)
class Wanted:
    """An order as it came, parsed. ``external_id`` is the same whenever the same is asked again.

    ``is_own_id``: that is the system's name for one order, and once cancelled it stays so; else it
    describes who is wanted for what, and may be ordered again after it was cancelled. ``callback``:
    an https address where this order's news go, if it brings one. ``details``: identifiers that the
    system wants back, never a name."""

    package_id: str
    external_id: str
    name: str
    email: str
    callback: str = ""
    details: Mapping[str, str] = field(default_factory=dict)
    is_own_id: bool = False


@dataclass(frozen=True, slots=True)
class Result:
    """The score that the candidate shares now. ``value``, ``low``, ``high`` (1 to 100) and the
    factors' points are None together, where there was too little to score. ``state``: scored,
    provisional or too_little. ``url``: the candidate's page in the workspace. ``notice``: what a
    score does not measure, in English."""

    state: str
    value: int | None
    low: int | None
    high: int | None
    reach: int | None
    engagement: int | None
    network: int | None
    networks: tuple[str, ...]
    computed_at: datetime
    url: str
    notice: str


@dataclass(frozen=True, slots=True)
class Report:
    """How an order stands now. ``result`` is there exactly where ``state`` is "complete".
    ``ordered_at``, ``changed_at``: when it was placed, and when what is told now came to be.
    ``was_complete``: the system was told a result at some time (the order has ``completed_at``).
    ``is_erased``: nothing of the candidate is left here. ``callback``: where this order's news go,
    filled in for telling it alone."""

    order_id: UUID
    external_id: str
    state: OrderState
    result: Result | None
    callback: str
    details: Mapping[str, str]
    ordered_at: datetime
    changed_at: datetime
    url: str
    was_complete: bool = False
    is_erased: bool = False


@dataclass(frozen=True, slots=True)
class Connected:
    """What an adapter has to know of an endpoint. ``secrets`` live in memory only: by the names of
    the adapter's fields, and "key" where it keeps the one with which the system calls us.
    ``options``: the fields that are no secret."""

    endpoint_id: UUID
    secrets: Mapping[str, str]
    options: Mapping[str, str]

    def __repr__(self) -> str:
        return f"Connected({self.endpoint_id})"
