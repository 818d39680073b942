"""What erasing would take, and what would stay."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from apps.candidates.models import Candidate, Consent
from apps.connections.models import Connection
from apps.organisations.models import Membership, Organisation
from apps.scoring.engine.phrases import account
from apps.scoring.models import Score


@dataclass(frozen=True, slots=True)
class Extent:
    """``accounts``: labels of what is linked. ``employers``: who keeps what it wrote down itself,
    with the address to ask; ``teams``: where the person works, so that the sign-in stays."""

    accounts: Sequence[str]
    sharing: int
    scores: int
    employers: Sequence[Organisation]
    teams: Sequence[str]


def extent() -> Extent:
    """In the person's scope."""
    known = Candidate.objects.values("organisation_id")
    linked = Connection.objects.order_by("network").values_list("network", flat=True)
    members = Membership.objects.select_related("organisation").order_by("organisation__name")
    return Extent(
        accounts=[account(name) for name in linked],
        sharing=Consent.objects.active().count(),
        scores=Score.objects.count(),
        employers=list(Organisation.objects.filter(pk__in=known).order_by("name")),
        teams=[each.organisation.name for each in members],
    )
