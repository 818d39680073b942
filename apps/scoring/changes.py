"""Who would move under another score model, as its shadow run found: identifiers and points."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Case, F, When

from apps.scoring.models import ShadowScore
from apps.scoring.models.standing import FACTORS

FAR = 5  # whole points; more than these is named candidate by candidate


@dataclass(frozen=True, slots=True)
class Change:
    """Whole points; None where a model gives no number. ``by_factor`` is after minus before; what
    one of them did not measure counts as 0 there."""

    candidate_id: UUID
    before: int | None
    after: int | None
    by_factor: Mapping[str, int]

    @property
    def points(self) -> int | None:
        if self.before is None or self.after is None:
            return None
        return self.after - self.before

    @property
    def is_far(self) -> bool:
        return self.points is not None and abs(self.points) > FAR

    @property
    def factor(self) -> str:
        """The one that moved most; the first of equals. Empty where none moved, and the base line
        or an end of the scale did it."""
        most = max(FACTORS, key=lambda factor: abs(self.by_factor[factor]))
        return most if self.by_factor[most] else ""


@dataclass(frozen=True, slots=True)
class Tally:
    """How many candidates there are, how many of them move by more than FAR points, how many not at
    all, and how many get a number (``gained``) or lose theirs (``lost``)."""

    candidates: int
    far: int
    still: int
    gained: int
    lost: int


def tally(changes: Iterable[Change]) -> Tally:
    found: Counter[str] = Counter()
    for change in changes:
        found["candidates"] += 1
        found["far"] += change.is_far
        found["still"] += change.before == change.after
        found["gained"] += change.before is None and change.after is not None
        found["lost"] += change.before is not None and change.after is None
    return Tally(*(found[name] for name in Tally.__slots__))


def changes(*, before: str, after: str) -> Iterator[Change]:
    """In the organisation's scope, of each candidate beside whose score the model ``after`` stood
    in the shadow: beside the one that is shown now, else one of the model ``before``, else the
    newest. Where everybody is still being scored anew, those who wait are there too."""
    columns = ["value", *FACTORS]
    rows = (
        ShadowScore.objects.under(after)
        .alias(is_other=Case(When(score__model_version=before, then=0), default=1))
        .order_by("candidate_id", F("score__standing__pk").asc(nulls_last=True), "is_other", "-id")
        .distinct("candidate_id")
        .values_list("candidate_id", *(f"score__{name}" for name in columns), *columns)
    )
    for candidate_id, *numbers in rows.iterator():
        old, new = numbers[: len(columns)], numbers[len(columns) :]
        points = ((b or 0) - (a or 0) for a, b in zip(old[1:], new[1:], strict=True))
        yield Change(candidate_id, old[0], new[0], dict(zip(FACTORS, points, strict=True)))
