"""All that pages say where there is a number: the same for the employer and for the person."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from apps.candidates.models import Opening
from apps.core.charts.history import History
from apps.core.charts.stack import Stack, stack
from apps.core.charts.waterfall import Why
from apps.core.charts.whisker import Interval, Whisker, whisker
from apps.scoring.engine.history import Period
from apps.scoring.engine.result import ScoreResult
from apps.scoring.models import Score
from apps.scoring.present import words
from apps.scoring.present.freshness import Freshness, freshness
from apps.scoring.present.moved import Moved, moved_since
from apps.scoring.present.networks import ByNetwork, by_network
from apps.scoring.present.numbers import interval_in, points_in
from apps.scoring.present.weeks import history_of
from apps.scoring.present.weighted import Weighted, weighted
from apps.scoring.present.why import why_of


@dataclass(frozen=True, slots=True)
class Scored:
    """``since``: what changed since last week, None before the second score. ``change`` are
    sentences about day and month, and about the week where ``since`` does not know."""

    interval: Interval
    whisker: Whisker
    stack: Stack
    say: str
    weighted: Weighted | None
    why: Why
    history: History | None
    change: Sequence[str]
    since: Moved | None
    networks: ByNetwork
    read: Freshness


def scored(
    result: ScoreResult,
    scores: Sequence[Score],
    *,
    now: datetime,
    name: str = "",
    before: ScoreResult | None = None,
    opening: Opening | None = None,
) -> Scored | None:
    """None without a number. ``scores`` are those of twelve weeks, ``before`` the result of a week
    ago, ``opening`` the one that the score was shared for; without a name the sentences speak to
    the person."""
    interval, why, networks = interval_in(result), why_of(result), by_network(result)
    if interval is None or why is None or networks is None:
        return None
    since = moved_since(result, before) if len(scores) > 1 else None
    told = [Period.WEEK] if since and since.known else []
    return Scored(
        interval=interval,
        whisker=whisker(interval, dense=True),
        stack=stack(points_in(result)),
        say=words.say(result, name),
        weighted=weighted(result.weighted, opening),
        why=why,
        history=history_of(scores),
        change=words.moved(scores, without=told),
        since=since,
        networks=networks,
        read=freshness(result.at, now),
    )
