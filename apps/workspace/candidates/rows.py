"""A candidate as one row of a list."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from apps.candidates.actions.openings import Weights
from apps.candidates.models import Candidate, Opening
from apps.candidates.models.application import Status
from apps.core.charts.stack import FactorBar, Points, factor_bars
from apps.core.charts.whisker import Interval, Whisker, whisker
from apps.core.phrases import factor_label
from apps.scoring.engine.result import ScoreResult
from apps.scoring.listing import NOT_SHARED, STATES
from apps.scoring.models import Score, Standing, StandingState
from apps.scoring.present.freshness import Freshness, freshness
from apps.scoring.present.networks import Slot, slots
from apps.scoring.present.numbers import interval_of
from apps.scoring.present.words import summary
from apps.workspace.candidates.columns import Columns

STATUS_ICONS = {
    Status.NEW: "new",
    Status.IN_REVIEW: "review",
    Status.INTERVIEW: "interview",
    Status.ON_HOLD: "hold",
    Status.REJECTED: "rejected",
    Status.HIRED: "hired",
}
MESSAGES = {
    NOT_SHARED: (
        _("Not shared."),
        _("This says nothing about the person. Decide on the application alone."),
    ),
    StandingState.READING: (_("Reading now."), _("The score comes when the accounts are read.")),
    StandingState.TOO_LITTLE: (_("Too little to score."), ""),
}


@dataclass(frozen=True, slots=True)
class StatusMark:
    """For templates/components/status.html."""

    icon: str
    label: str


@dataclass(frozen=True, slots=True)
class Bar:
    """``drawn`` is None where the factor was not measured: unknown is never 0."""

    factor: str
    label: str
    drawn: FactorBar | None


@dataclass(frozen=True, slots=True)
class Beside:
    """The value under the opening's own weights, with its interval: beside the standard score."""

    value: int
    low: int
    high: int


@dataclass(frozen=True, slots=True)
class Row:
    """``interval`` is None where there is no score; then ``message`` says why (a word in bold, and
    a sentence). ``shared``: accounts are known that were read."""

    pk: UUID
    name: str
    place: str
    url: str
    interval: Interval | None
    weighted: Beside | None
    strip: Whisker | None
    bars: tuple[Bar, ...]
    accounts: tuple[Slot, ...]
    read: Freshness
    status: StatusMark | None
    message: tuple[str, str]
    state: str
    reading: bool
    contested: bool
    shared: bool
    chosen: bool


@dataclass(frozen=True, slots=True)
class Frame:
    """What the rows of one list have in common. ``top``: the end of the factor bars. ``place``:
    what the candidate's page is told about the list that one comes from. ``offered``: networks that
    can be shared here. ``columns``: those that are shown. ``weighted``: by candidate, where the
    opening has weights of its own."""

    slug: str
    now: datetime
    top: int
    offered: tuple[str, ...]
    columns: Columns
    chosen: frozenset[str] = frozenset()
    place: Mapping[str, str] | None = None
    weighted: Mapping[UUID, Beside] = field(default_factory=dict)


def rows_of(people: Sequence[Candidate], frame: Frame) -> list[Row]:
    """Of candidates as ``apps.scoring.listing.listed`` gives them. One query at most."""
    missing = _what_is_missing(people)
    return [_row(person, frame, missing.get(person.pk, "")) for person in people]


def weighted_in(opening: Opening, people: Iterable[Candidate]) -> dict[UUID, Beside]:
    """Of those who share a score for this opening; none where its weights are the standard ones.
    One query at most."""
    if Weights.of(opening).even:
        return {}
    shared = Score.objects.filter(
        standing__candidate__in=[person.pk for person in people],
        consent__invitation__opening=opening,
        result__weighted__isnull=False,
    )
    columns = [f"result__weighted__{name}" for name in ("value", "low", "high")]
    told = shared.values_list("candidate_id", *columns)
    return {key: Beside(*numbers) for key, *numbers in told if None not in numbers}


def status_mark(status: str | None) -> StatusMark | None:
    if not status:
        return None
    return StatusMark(STATUS_ICONS[Status(status)], str(Status(status).label))


def candidate_url(slug: str, candidate_id: UUID, place: Mapping[str, str] | None = None) -> str:
    query = f"?{urlencode(place)}" if place else ""
    return reverse("candidate", args=[slug, candidate_id]) + query


def _what_is_missing(people: Iterable[Candidate]) -> dict[UUID, str]:
    """For those with too little to score, what is missing first."""
    held = [_standing(person) for person in people]
    little = [each for each in held if each and each.state == StandingState.TOO_LITTLE]
    ids = [each.score_id for each in little if each.score_id]
    if not ids:
        return {}
    return {
        score.candidate_id: next(iter(summary(ScoreResult.from_json(score.result))), "")
        for score in Score.objects.without_draws().filter(pk__in=ids)
    }


def _row(person: Candidate, frame: Frame, missing: str) -> Row:
    standing = _standing(person)
    interval = interval_of(standing) if standing else None
    state = str(getattr(person, "state", NOT_SHARED))
    title, text = MESSAGES.get(state, ("", ""))
    shown: Any = standing if interval else None
    return Row(
        pk=person.pk,
        name=person.shown_name,
        place=person.shown_place,
        url=candidate_url(frame.slug, person.pk, frame.place),
        interval=interval,
        weighted=frame.weighted.get(person.pk) if interval else None,
        strip=whisker(interval) if interval else None,
        bars=_bars(shown, frame) if shown else (),
        accounts=slots(standing.networks, frame.offered) if standing else (),
        read=freshness(standing.computed_at if standing else None, frame.now),
        status=status_mark(getattr(person, "status", None)),
        message=(str(title), missing or str(text)),
        state=str(dict(STATES)[state]),
        reading=standing is not None and standing.state == StandingState.READING,
        contested=interval is not None and person.contested,
        shared=bool(standing and standing.networks),
        chosen=str(person.pk) in frame.chosen,
    )


def _standing(person: Candidate) -> Standing | None:
    return getattr(person, "standing", None)


def _bars(standing: Standing, frame: Frame) -> tuple[Bar, ...]:
    points = Points(standing.reach or 0, standing.engagement or 0, standing.network or 0)
    return tuple(
        Bar(
            bar.factor,
            factor_label(bar.factor),
            bar if getattr(standing, bar.factor) is not None else None,
        )
        for bar in factor_bars(points, top=frame.top)
        if bar.factor in frame.columns.shown
    )
