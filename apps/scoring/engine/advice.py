"""What would raise the score, and by how much: asked of the model, never guessed.

Only things that cannot be bought or faked cheaply are asked: more distinct people who take the
trouble to comment, people with an audience of their own who answer, and an account more (which
narrows what is not known). Never followers, likes, more posts, or favours among friends.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np

from apps.scoring.engine.amounts import amounts
from apps.scoring.engine.interactors import Circle, first_score
from apps.scoring.engine.interval import Interval, unknown_parts
from apps.scoring.engine.kinds import ENGAGEMENT_KINDS, FACTORS, Counting, Factor, SignalKind
from apps.scoring.engine.model import ScoreModel
from apps.scoring.engine.portable import Floats, exp2, log1p, log2p, ordered_sums
from apps.scoring.engine.result import Advice, AdviceKind
from apps.scoring.engine.score import limit, pool, saturate
from apps.scoring.engine.signals import NetworkSignals

STEPS = {AdviceKind.COMMENTERS: (10, 25, 50, 100), AdviceKind.WIDE_PEOPLE: (6, 12, 25)}
_TALKS = SignalKind.COMMENT


def advise(
    accounts: Sequence[NetworkSignals], found: Interval, model: ScoreModel
) -> tuple[Advice, ...]:
    """At most one of each kind, the best network for it; none that would add nothing."""
    before = saturate(pool(amounts(accounts, model), model), model)
    options = [
        _first(AdviceKind.COMMENTERS, accounts, before, model),
        _first(AdviceKind.WIDE_PEOPLE, accounts, before, model),
        _link(accounts, found, model),
    ]
    return tuple(option for option in options if option is not None)


def _first(
    kind: AdviceKind, accounts: Sequence[NetworkSignals], before: Floats, model: ScoreModel
) -> Advice | None:
    """The smallest number of people that adds a point, None where even the largest does not."""
    found = (_best(kind, amount, accounts, before, model) for amount in STEPS[kind])
    return next((advice for advice in found if advice is not None), None)


def _best(
    kind: AdviceKind,
    amount: int,
    accounts: Sequence[NetworkSignals],
    before: Floats,
    model: ScoreModel,
) -> Advice | None:
    options = []
    for place, signals in enumerate(accounts):
        more = _with_people(signals, kind, amount, model)
        if more is not None:
            changed = [*accounts[:place], more, *accounts[place + 1 :]]
            options.append(_answer(kind, signals.network, amount, changed, before, model))
    best = max(options, key=lambda option: option.points, default=None)
    return best if best is not None and best.points > 0 else None


def _answer(
    kind: AdviceKind,
    network: str,
    amount: int,
    accounts: Sequence[NetworkSignals],
    before: Floats,
    model: ScoreModel,
) -> Advice:
    after = saturate(pool(amounts(accounts, model), model), model)
    own = np.array([[model.beta[factor] for factor in FACTORS]])
    point, draws = (
        _points(after, betas, model) - _points(before, betas, model)
        for betas in (own, np.array(model.beta_draws))
    )
    low, high = np.sort(draws)[[model.interval.low_rank, model.interval.high_rank]]
    points = _whole(point[0])
    return Advice(
        kind, network, amount, points, min(points, _whole(low)), max(points, _whole(high)), None
    )


def _points(phi: Floats, betas: Floats, model: ScoreModel) -> Floats:
    """Scores under each row of ``betas`` (rows, 3), within the scale: nobody is promised points
    above 100."""
    raw = np.full(len(betas), model.base)
    for place in range(len(FACTORS)):
        raw += betas[:, place] * (phi[place, 0] * model.points_per_z)
    return limit(raw)


def _whole(points: float) -> int:
    return int(np.floor(points + 0.5))


def _with_people(
    signals: NetworkSignals, kind: AdviceKind, amount: int, model: ScoreModel
) -> NetworkSignals | None:
    """The account as if so many more people had commented once, spread evenly over the window.
    None where the network would not tell who they are, or how widely they are heard."""
    network = model.networks[signals.network]
    if network.counted.get(_TALKS) is not Counting.PEOPLE or _TALKS not in signals.counted:
        return None
    if kind is AdviceKind.WIDE_PEOPLE and signals.circle is None:
        return None
    activity = model.activity.weights[_TALKS] * _evenly(amount, model)
    extra = np.zeros((len(ENGAGEMENT_KINDS), 1))
    extra[ENGAGEMENT_KINDS.index(_TALKS), 0] = ordered_sums(log2p(activity))
    more = replace(signals, people=np.concatenate([signals.people, extra], axis=1))
    if kind is AdviceKind.WIDE_PEOPLE and signals.circle is not None:
        return replace(more, circle=_wider(signals.circle, np.minimum(activity, 1.0), model))
    return more


def _evenly(amount: int, model: ScoreModel) -> Floats:
    """The decay of so many acts at even distances over the window."""
    ages = (np.arange(amount, dtype=np.float64) + 0.5) * (model.window_days / amount)
    return exp2(-ages / model.half_life_days)


def _wider(around: Circle, presence: Floats, model: ScoreModel) -> Circle:
    """With more people whose reach is just what counts as wide."""
    parameters = model.interactors
    heard = first_score(np.array([float(parameters.wide_reach)]), parameters)[0] - parameters.mu
    joined = presence * (max(0.0, float(heard)) / parameters.strongest)
    strengths = np.concatenate([around.wide, around.others, joined])
    is_other = np.zeros(len(strengths), dtype=np.bool_)
    is_other[len(around.wide) : len(around.wide) + len(around.others)] = True
    order = np.argsort(-strengths, kind="stable")[: parameters.strongest]
    return Circle(
        wide=strengths[order[~is_other[order]]],
        others=strengths[order[is_other[order]]],
        wide_people=around.wide_people + len(joined),
        other_people=around.other_people,
    )


def _link(accounts: Sequence[NetworkSignals], found: Interval, model: ScoreModel) -> Advice | None:
    """One account more may leave the score as it is; it takes one unknown away from the interval.
    It is named where only one is left."""
    linked = {signals.network for signals in accounts}
    away = [name for name in sorted(model.networks) if name not in linked]
    if not away:
        return None
    step = _share_of_one(found, unknown_parts(accounts, model), len(accounts), model)
    if step == 0:
        return None
    return Advice(
        kind=AdviceKind.LINK,
        network=away[0] if len(away) == 1 else "",
        amount=1,
        points=0,
        low=0,
        high=step,
        interval=(found.low, max(found.low, found.high - step)),
    )


def _share_of_one(
    found: Interval, unknown: Mapping[Factor, Sequence[str]], linked: int, model: ScoreModel
) -> int:
    """How many points of the upper side go with one account more, each unknown at its mean."""
    now, then = (model.interval.most_of_one(linked + more) / 2.0 for more in (0, 1))
    gain = 0.0
    for factor in FACTORS:
        count = len(unknown[factor])
        before, after = log1p(np.array([count * now, max(0, count - 1) * then]))
        gain += float(before - after) * model.beta[factor] * model.points_per_z
    room = max(0.0, float(np.median(found.upper) - np.median(found.draws)))
    return min(_whole(min(gain, room)), found.high - found.low)
