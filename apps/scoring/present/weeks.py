"""The last twelve weeks as a chart."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import pairwise

from django.utils.translation import gettext as _

from apps.core.charts.history import Event, History, Reading, history
from apps.core.phrases import listing
from apps.scoring.engine.phrases import account
from apps.scoring.models import Score

WEEK = 7


def history_of(scores: Iterable[Score]) -> History | None:
    """The newest score of each week, counted back from the newest of all, so that the line ends
    with the score of today. Marks say what explains a step: an account came or went, or another
    score model. ``scores`` as ``Score.objects.history`` gives them; None with fewer than two."""
    weeks = _weekly([score for score in scores if score.value is not None])
    return history([_reading(score) for score in weeks], _events(weeks))


def _weekly(scores: Sequence[Score]) -> list[Score]:
    ordered = sorted(scores, key=lambda score: score.computed_at)
    newest_of: dict[int, Score] = {}
    for score in ordered:
        newest_of[(_day(ordered[-1]) - _day(score)).days // WEEK] = score
    return [newest_of[week] for week in sorted(newest_of, reverse=True)]


def _day(score: Score) -> date:
    return score.computed_at.date()


def _reading(score: Score) -> Reading:
    assert score.value is not None
    assert score.low is not None
    assert score.high is not None
    return Reading(_day(score), score.value, score.low, score.high, score.model_version)


def _events(weeks: Sequence[Score]) -> list[Event]:
    steps = [(_step(before, after), _day(after)) for before, after in pairwise(weeks)]
    return [Event(on, label) for label, on in steps if label]


def _step(before: Score, after: Score) -> str:
    if before.model_version != after.model_version:
        return _("New score model")
    came, went = (
        listing([account(name) for name in sorted(names)])
        for names in (
            set(after.networks) - set(before.networks),
            set(before.networks) - set(after.networks),
        )
    )
    if came and went:
        return _("%(came)s added, %(went)s gone") % {"came": came, "went": went}
    if came:
        return _("%(accounts)s added") % {"accounts": came}
    return _("%(accounts)s gone") % {"accounts": went} if went else ""
