"""Which earlier scores a score is compared with, and their results."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime

from apps.scoring.engine.history import Period, moments
from apps.scoring.engine.result import ScoreResult
from apps.scoring.models import Score

EVERY = tuple(Period)


def before(
    newest: datetime, scores: Sequence[Score], periods: Collection[Period] = EVERY
) -> dict[Period, ScoreResult | None]:
    """For each period the result that stands for that time before ``newest``, None where there is
    none. ``scores`` as ``Score.objects.history`` gives them. One query at most."""
    chosen = {period: row for period, row in _chosen(newest, scores).items() if period in periods}
    rows = _results(row.pk for row in chosen.values())
    return {period: rows[chosen[period].pk] if period in chosen else None for period in periods}


def _chosen(newest: datetime, scores: Sequence[Score]) -> dict[Period, Score]:
    """One with a number where there is one, else one that says that there was too little."""
    with_number = [score for score in scores if score.value is not None]
    return _at(newest, scores) | _at(newest, with_number)


def _at(newest: datetime, scores: Iterable[Score]) -> dict[Period, Score]:
    by_time = {score.computed_at: score for score in scores if score.computed_at < newest}
    return {period: by_time[time] for period, time in moments(by_time, newest).items()}


def _results(keys: Iterable[object]) -> dict[object, ScoreResult]:
    wanted = set(keys)
    found = Score.objects.without_draws().in_bulk(wanted) if wanted else {}
    return {key: ScoreResult.from_json(score.result) for key, score in found.items()}
