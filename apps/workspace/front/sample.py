"""Made-up people, to show what a comparison looks like before there is one. The arithmetic is that
of the score model in use."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations

import numpy as np
from django.utils.translation import gettext as _

from apps.core.charts.lane import Lane, lane
from apps.core.charts.stack import Points
from apps.core.charts.whisker import Interval
from apps.scoring.engine.portable import sigmoid
from apps.scoring.released import active_model


@dataclass(frozen=True, slots=True)
class Sample:
    name: str
    interval: Interval
    points: Points


@dataclass(frozen=True, slots=True)
class Verdict:
    """As components/verdict.html reads it. ``favour``: of 100 people who are asked."""

    first: str
    second: str
    apart: int
    favour: int
    decided: bool


def people() -> list[Sample]:
    """The highest first."""
    return [
        Sample(_("Person A"), Interval(71, 64, 77), Points(reach=26, engagement=27, network=18)),
        Sample(_("Person B"), Interval(63, 57, 69), Points(reach=24, engagement=21, network=18)),
        Sample(_("Person C"), Interval(34, 27, 42), Points(reach=15, engagement=11, network=8)),
    ]


def lanes() -> list[Lane]:
    return [lane(name=p.name, interval=p.interval, points=p.points) for p in people()]


def verdicts() -> list[Verdict]:
    """Of each pair."""
    return [_verdict(first, second) for first, second in combinations(people(), 2)]


def _verdict(first: Sample, second: Sample) -> Verdict:
    rule = active_model().comparison
    apart = first.interval.score - second.interval.score
    chance = float(sigmoid(np.array([apart * rule.k]))[0])
    return Verdict(first.name, second.name, apart, round(chance * 100), chance >= rule.threshold)
