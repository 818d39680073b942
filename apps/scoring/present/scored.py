"""All that pages say where there is a number: the same for the employer and for the person."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from apps.core.charts.history import History
from apps.core.charts.stack import Stack, stack
from apps.core.charts.waterfall import Why
from apps.core.charts.whisker import Interval, Whisker, whisker
from apps.scoring.engine.result import ScoreResult, WeightedScore
from apps.scoring.models import Score
from apps.scoring.present import words
from apps.scoring.present.freshness import Freshness, freshness
from apps.scoring.present.networks import ByNetwork, by_network
from apps.scoring.present.numbers import interval_in, points_in
from apps.scoring.present.weeks import history_of
from apps.scoring.present.why import why_of


@dataclass(frozen=True, slots=True)
class Scored:
    """``change`` are sentences about day, week and month."""

    interval: Interval
    whisker: Whisker
    stack: Stack
    say: str
    weighted: WeightedScore | None
    why: Why
    history: History | None
    change: Sequence[str]
    networks: ByNetwork
    read: Freshness


def scored(
    result: ScoreResult, scores: Sequence[Score], *, now: datetime, name: str = ""
) -> Scored | None:
    """None without a number. ``scores`` are those of twelve weeks; without a name the sentences
    speak to the person."""
    interval, why, networks = interval_in(result), why_of(result), by_network(result)
    if interval is None or why is None or networks is None:
        return None
    return Scored(
        interval=interval,
        whisker=whisker(interval, dense=True),
        stack=stack(points_in(result)),
        say=words.say(result, name),
        weighted=result.weighted,
        why=why,
        history=history_of(scores),
        change=words.moved(scores),
        networks=networks,
        read=freshness(result.at, now),
    )
