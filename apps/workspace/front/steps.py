"""How far a new organisation has come to its first comparison: describe an opening, invite two
people, compare them. In the organisation's scope."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from urllib.parse import urlencode
from uuid import UUID

from django.db.models import Count
from django.utils import timezone

from apps.audit.models import Event
from apps.candidates.models import Application, Invitation, Opening
from apps.organisations.models import Organisation
from apps.scoring.actions.looks import SEEN

PEOPLE = 2  # whom a comparison needs
NEW = timedelta(days=90)  # who got along for so long needs no first steps
LOOKED_AT = 20  # people with a score, of whom somebody may have compared two


@dataclass(frozen=True, slots=True)
class Steps:
    """``invited``: people who were asked, counted to two. ``scored``: people of one opening who
    have a score. ``compared``: whether somebody saw any of them side by side."""

    opening: Opening | None
    invited: int
    scored: Sequence[UUID]
    compared: bool

    @property
    def done(self) -> int:
        """How many of the three."""
        return (self.now or 4) - 1

    @property
    def now(self) -> int:
        """The number of the first that is not done, 0 when all are."""
        if self.opening is None:
            return 1
        if self.invited < PEOPLE and len(self.scored) < PEOPLE:
            return 2
        return 0 if self.compared else 3

    @property
    def can_compare(self) -> bool:
        return len(self.scored) >= PEOPLE

    @property
    def compare_query(self) -> str:
        return urlencode([("candidate", str(pk)) for pk in self.scored[:PEOPLE]])


def steps() -> Steps:
    """A handful of short queries."""
    opening = Opening.objects.open().newest_first().first()
    asked = Invitation.objects.standing().values("candidate").distinct()[:PEOPLE]
    scored = _scored_together()
    return Steps(opening, len(asked), scored, _compared(scored))


def unfinished(organisation: Organisation) -> Steps | None:
    """What a new organisation has still to do; None where it has done all, or is not new."""
    if organisation.created_at < timezone.now() - NEW:
        return None
    found = steps()
    return found if found.now else None


def _scored_together() -> list[UUID]:
    """People with a score in the opening that has most of them."""
    having = Application.objects.filter(candidate__standing__value__isnull=False)
    most = having.values("opening").annotate(n=Count("pk")).order_by("-n").first()
    if most is None:
        return []
    return list(
        having.filter(opening=most["opening"]).values_list("candidate", flat=True)[:LOOKED_AT]
    )


def _compared(scored: Sequence[UUID]) -> bool:
    seen = Event.objects.filter(subject_id__in=scored, verb=SEEN, facts__where="compare")
    return len(scored) >= PEOPLE and seen.exists()
