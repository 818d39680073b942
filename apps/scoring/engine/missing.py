"""What one reading does not tell, each with its reason: not measured is never zero."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from apps.connections.observations import Metric, Profile, Reading
from apps.scoring.engine.audience import Audience
from apps.scoring.engine.counts import told_reactions
from apps.scoring.engine.interactors import Circle
from apps.scoring.engine.kinds import SignalKind, Why
from apps.scoring.engine.model import ScoreModel
from apps.scoring.engine.window import Window, plausible, possible

METRICS = {
    SignalKind.COMMENT: Metric.COMMENTS,
    SignalKind.SHARE: Metric.SHARES,
    SignalKind.LIKE: Metric.LIKES,
}


@dataclass(frozen=True)
class NotMeasured:
    """``metric`` is None where it is the whole network."""

    network: str
    metric: Metric | None
    why: Why


@dataclass(frozen=True)
class Known:
    """What came out of a reading, to say why the rest did not."""

    reach: Audience | None
    around: Circle | None
    model: ScoreModel
    now: datetime


def not_measured(
    reading: Reading, window: Window, by_counts: Sequence[SignalKind], known: Known
) -> tuple[NotMeasured, ...]:
    """The network's own reasons come first: where it gives none, ours stand."""
    reasons = {metric: Why(r.value) for metric, r in reading.profile.not_measured.items()}
    for metric, why in _own_reasons(reading, window, by_counts, known):
        reasons.setdefault(metric, why)
    return tuple(
        NotMeasured(reading.network, metric, reasons[metric]) for metric in sorted(reasons)
    )


def _own_reasons(
    reading: Reading, window: Window, by_counts: Sequence[SignalKind], known: Known
) -> Iterator[tuple[Metric, Why]]:
    if known.reach is None:
        yield Metric.REACH, _no_reach(reading.profile)
    if known.around is None:
        doubted = bool(window.doubtful_people)
        yield Metric.INTERACTOR_REACH, Why.IMPLAUSIBLE if doubted else Why.NOBODY_KNOWN
    created = reading.profile.created_at
    if created is not None and not possible(created, known.now, known.model):
        yield Metric.ACCOUNT_AGE, Why.IMPLAUSIBLE
    for kind in by_counts:
        if window.posts and told_reactions(window.posts, kind) is None:
            doubted = any(kind in post.doubtful for post in window.posts)
            yield METRICS[kind], _hidden_or_implausible(doubted)


def _no_reach(profile: Profile) -> Why:
    if profile.reach_kind is not None and plausible(profile.reach):
        return Why.NOT_IN_MODEL
    return _hidden_or_implausible(profile.reach is not None)


def _hidden_or_implausible(told: bool) -> Why:
    return Why.IMPLAUSIBLE if told else Why.HIDDEN
