"""Two to four people side by side: what can be said, and what stands behind it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import combinations
from uuid import UUID

from django.utils import timezone

from apps.candidates.models import Candidate
from apps.core.charts.lane import Lane, lane
from apps.core.charts.stack import Points
from apps.core.phrases import isolated, listing
from apps.scoring.comparison import result_of, verdict_between
from apps.scoring.engine.compare import Outcome, Side, Verdict
from apps.scoring.engine.result import ScoreResult
from apps.scoring.present.freshness import Freshness, freshness
from apps.scoring.present.numbers import interval_in, points_in
from apps.scoring.present.weighted import Weighted, weighted
from apps.scoring.present.words import first_name
from apps.workspace.candidates.comparing_tables import (
    Column,
    FactorLine,
    NetworkLine,
    factor_lines,
    network_lines,
)
from apps.workspace.candidates.rows import candidate_url


@dataclass(frozen=True, slots=True)
class Said:
    """For templates/components/verdict.html: ``favour`` of 100 people asked would call ``first``
    the more influential. ``first`` has the higher score where that is decided; what is too close to
    call stands in the order in which it was asked for."""

    first: str
    second: str
    apart: int
    favour: int
    decided: bool


@dataclass(frozen=True, slots=True)
class Person:
    """``short``: the name in headings and sentences. ``model``: the score model's version."""

    pk: UUID
    name: str
    short: str
    result: ScoreResult
    points: Points
    lane: Lane
    weighted: Weighted | None
    read: Freshness
    model: str
    contested: bool


@dataclass(frozen=True, slots=True)
class Comparison:
    """``unsaid``: pairs that cannot be compared, since their scores come from different models.
    ``provisional``: who has an interval that is too wide to rely on, in words; else empty."""

    people: Sequence[Person]
    verdicts: Sequence[Said]
    unsaid: Sequence[str]
    factors: Sequence[FactorLine]
    networks: Sequence[NetworkLine]
    columns: Sequence[Column]
    rest: bool
    weighted: bool
    provisional: str
    contested: str


def comparison(
    candidates: Sequence[Candidate], *, slug: str, now: datetime | None = None
) -> Comparison:
    """Of candidates with ``standing__score``, its draws and the opening that it was shared for
    joined, who all have a score, in the order in which they were asked for: no ranks. Queries
    nothing."""
    people = _people(candidates, slug, now or timezone.now())
    pairs = list(combinations(range(len(people)), 2))
    verdicts = {(i, j): verdict_between(candidates[i], candidates[j]) for i, j in pairs}
    said = {pair: verdict for pair, verdict in verdicts.items() if verdict}
    columns = [Column(person.short, person.result, person.points) for person in people]
    return Comparison(
        people=people,
        verdicts=[_said(people[i], people[j], verdict) for (i, j), verdict in said.items()],
        unsaid=[
            listing([people[i].short, people[j].short])
            for (i, j), verdict in verdicts.items()
            if not verdict
        ],
        factors=factor_lines(columns, said),
        networks=network_lines(columns),
        columns=columns,
        rest=any(person.points.rest for person in people),
        weighted=any(person.weighted for person in people),
        provisional=listing([p.short for p in people if p.lane.whisker.interval.provisional]),
        contested=listing([person.short for person in people if person.contested]),
    )


def _people(candidates: Sequence[Candidate], slug: str, now: datetime) -> list[Person]:
    shorts = short_names([candidate.shown_name for candidate in candidates])
    named = zip(candidates, shorts, strict=True)
    return [_person(each, short, slug, now) for each, short in named]


def _person(candidate: Candidate, short: str, slug: str, now: datetime) -> Person:
    result = result_of(candidate)
    assert result is not None
    interval, points = interval_in(result), points_in(result)
    assert interval is not None
    drawn = lane(
        name=candidate.shown_name,
        interval=interval,
        points=points,
        url=candidate_url(slug, candidate.pk),
    )
    return Person(
        pk=candidate.pk,
        name=candidate.shown_name,
        short=short,
        result=result,
        points=points,
        lane=drawn,
        weighted=_beside(candidate, result),
        read=freshness(result.at, now),
        model=result.model,
        contested=candidate.contested,
    )


def _beside(candidate: Candidate, result: ScoreResult) -> Weighted | None:
    """With the opening joined that the score was shared for."""
    score = candidate.standing.score if result.weighted else None
    return weighted(result.weighted, score.consent.invitation.opening) if score else None


def short_names(names: Sequence[str]) -> list[str]:
    """First names, or whole names where two share a first name, as they stand in sentences."""
    firsts = [first_name(name) for name in names]
    return [
        isolated(first if firsts.count(first) == 1 else name)
        for first, name in zip(firsts, names, strict=True)
    ]


def _said(a: Person, b: Person, verdict: Verdict) -> Said:
    ahead = verdict.higher is not Side.B
    first, second = (a, b) if ahead else (b, a)
    probability = verdict.probability_a if ahead else 1.0 - verdict.probability_a
    return Said(
        first.short,
        second.short,
        abs(verdict.points),
        round(100 * probability),
        decided=verdict.outcome is Outcome.HIGHER,
    )
