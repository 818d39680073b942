"""From one reading to the signals of one network: frozen numbers, with what was counted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

import numpy as np

from apps.connections.observations import Metric, Reading, Reason
from apps.scoring.engine.audience import Audience, FollowerSample, audience
from apps.scoring.engine.counts import least_people, told_reactions, weigh_counts
from apps.scoring.engine.interactors import Circle, circle
from apps.scoring.engine.kinds import ENGAGEMENT_KINDS, Counting, SignalKind, Unit
from apps.scoring.engine.missing import METRICS, Known, NotMeasured, not_measured
from apps.scoring.engine.model import ScoreModel
from apps.scoring.engine.parameters import NetworkParameters
from apps.scoring.engine.people import People, authenticity, counted_acts, weigh_people
from apps.scoring.engine.portable import Floats, exp2, ordered_sums
from apps.scoring.engine.window import (
    AgedPost,
    Window,
    days_ago,
    open_window,
    plausible,
    possible,
)

_NOBODY_TOLD = (Reason.NOT_OFFERED, Reason.NOT_GRANTED, Reason.NEEDS_REVIEW, Reason.HIDDEN)
_ONLY_PEOPLE = (SignalKind.MENTION,)  # no post carries a count of these


@dataclass(frozen=True)
class Counted:
    number: int
    unit: Unit


@dataclass(frozen=True)
class NetworkSignals:
    """All that one account adds. ``people`` and ``counts`` have the shape (kinds, buckets) and hold
    what each post adds to Engagement before the ratio to posts, ``counts`` with the window's posts,
    ``people`` with these first and then whatever else was reacted to; ``loads`` is the decayed
    weight of each post. ``engagers`` are distinct people, ``at_least`` those that counts prove;
    ``refused`` things have a time, ``doubtful`` ones a number that cannot be true."""

    network: str
    reach: Audience | None
    people: Floats = field(compare=False)
    counts: Floats = field(compare=False)
    loads: Floats = field(compare=False)
    circle: Circle | None = field(compare=False)
    counted: Mapping[SignalKind, Counted]
    posts: int
    engagers: int
    at_least: int
    quiet: int
    account_days: float | None
    seen_days: float
    older_posts: bool
    refused: int
    doubtful: int
    not_measured: tuple[NotMeasured, ...]

    def without_reach_and_circle(self) -> NetworkSignals:
        return replace(self, reach=None, circle=None)


def network_signals(
    reading: Reading,
    *,
    model: ScoreModel,
    now: datetime,
    sample: FollowerSample | None = None,
) -> NetworkSignals:
    """The network has to stand in the model. Raise ValueError where ``now`` has no time zone."""
    if now.tzinfo is None:
        raise ValueError("now needs a time zone")
    network = model.networks[reading.network]
    window = open_window(reading, model, now)
    by_counts = _kinds_by_counts(reading, network)
    by_people = set(network.counted) - set(by_counts)
    people = weigh_people(counted_acts(window, by_people, model.half_life_days), network, model)
    reach = audience(reading.profile, sample, model.authenticity)
    reach = reach if reach is not None and reach.kind in network.reach else None
    around = circle(people, model.interactors)
    return NetworkSignals(
        network=reading.network,
        reach=reach,
        people=people.by_kind_and_post(),
        counts=weigh_counts(window.posts, by_counts, model),
        loads=_loads(window.posts, model),
        circle=around,
        counted=_counted(people, window.posts, reading, network, by_counts),
        posts=len(window.posts),
        engagers=len(people.acts.reach),
        at_least=least_people(window.posts) if SignalKind.LIKE in by_counts else 0,
        quiet=int((authenticity(people.acts, network) < 0.5).sum()),
        account_days=_account_days(reading, model, now),
        seen_days=window.seen_days,
        older_posts=_has_older_posts(reading, window),
        refused=window.refused,
        doubtful=window.doubtful(),
        not_measured=not_measured(reading, window, by_counts, Known(reach, around, model, now)),
    )


def engagement(signals: NetworkSignals, model: ScoreModel) -> Floats:
    """Engagement per kind, shape (kinds,): people and counts, times the ratio to posts."""
    raw = ordered_sums(signals.people) + ordered_sums(signals.counts)
    return raw * response(ordered_sums(raw), ordered_sums(signals.loads), model)


def response(reactions: Floats | float, load: Floats | float, model: ScoreModel) -> Floats:
    """The ratio of reactions to posts, (E + e) / (E + e + c * posts), posts decayed as acts are.

    ``E * response`` rises with E (slope at most 1) and falls with posts: posting more alone can
    only lower, and 100 reactions to 10 posts say more than 100 to 1,000."""
    held = np.asarray(reactions + model.activity.post_grace, dtype=np.float64)
    needed = held + np.asarray(load, dtype=np.float64) * model.activity.post_cost
    return np.divide(held, needed, out=np.zeros_like(needed), where=needed > 0)


def _loads(posts: Sequence[AgedPost], model: ScoreModel) -> Floats:
    age = np.array([p.age_days for p in posts], dtype=np.float64)
    return exp2(-age / model.half_life_days)


def _kinds_by_counts(reading: Reading, network: NetworkParameters) -> tuple[SignalKind, ...]:
    """Fixed by the model and by what the network declares, never by what happens to be there:
    else the first person who shows up could switch the way of counting and lower the score."""
    nobody = reading.profile.not_measured.get(Metric.INTERACTORS) in _NOBODY_TOLD
    return tuple(
        kind
        for kind, counting in network.counted.items()
        if (nobody or counting is Counting.COUNTS) and kind not in _ONLY_PEOPLE
    )


def _counted(
    people: People,
    posts: Sequence[AgedPost],
    reading: Reading,
    network: NetworkParameters,
    by_counts: Sequence[SignalKind],
) -> dict[SignalKind, Counted]:
    """What stands beside each leaf of Engagement. A kind that nobody tells has no entry: neither a
    count that no post has, nor people of a kind that the network says it does not tell."""
    told = reading.profile.not_measured
    counted: dict[SignalKind, Counted] = {}
    for kind in (kind for kind in ENGAGEMENT_KINDS if kind in network.counted):
        reactions = told_reactions(posts, kind) if kind in by_counts else None
        distinct = people.distinct(kind)
        if reactions is not None:
            counted[kind] = Counted(reactions, Unit.REACTIONS)
        elif kind not in by_counts and (distinct or not _withheld(told, kind)):
            counted[kind] = Counted(distinct, Unit.PEOPLE)
    return counted


def _withheld(told: Mapping[Metric, Reason], kind: SignalKind) -> bool:
    metric = METRICS.get(kind)
    return metric is not None and told.get(metric) in _NOBODY_TOLD


def _account_days(reading: Reading, model: ScoreModel, now: datetime) -> float | None:
    created = reading.profile.created_at
    if created is None or not possible(created, now, model):
        return None
    return max(0.0, days_ago(created, now))


def _has_older_posts(reading: Reading, window: Window) -> bool:
    total = reading.profile.posts_total
    return (
        total is not None and plausible(total) and total > len({p.post_id for p in reading.posts})
    )
