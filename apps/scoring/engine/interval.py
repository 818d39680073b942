"""The 80 % interval from seeded draws of all that is uncertain about a score.

Each draw takes other factor weights (``model.beta_draws``), other posts out of the same posts
(a person's acts go with the post that earned them), other people out of the strongest interactors,
and other authentic shares out of their posterior. What is not known at all widens the upper side
only: accounts that are not linked, and factors that no account tells about. It is left out of the
stored draws, so that sharing less never helps in a comparison.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from apps.connections.observations import Metric
from apps.scoring.engine.amounts import add_account, measured_factors
from apps.scoring.engine.draws import beta, drawn_items, gather, uniforms
from apps.scoring.engine.kinds import FACTORS, Factor, SignalKind, Why
from apps.scoring.engine.model import ScoreModel
from apps.scoring.engine.portable import Floats, between
from apps.scoring.engine.score import limit, pool, saturate
from apps.scoring.engine.signals import NetworkSignals, response


@dataclass(frozen=True)
class Interval:
    """Whole points, and the draws (shape (draws,)) of what is measured and of the upper side."""

    low: int
    high: int
    draws: Floats
    upper: Floats


@dataclass(frozen=True)
class DrawnAmounts:
    """``phi`` of what is measured and with the unknown added, both (3, draws)."""

    phi: Floats
    upper: Floats


def interval(
    drawn: DrawnAmounts, value: int, model: ScoreModel, weights: Mapping[Factor, float]
) -> Interval:
    """Contains ``value``. ``weights`` multiply the factors' weights, 1 for the standard score."""
    draws = _points(drawn.phi, model, weights)
    upper = _points(drawn.upper, model, weights)
    low = np.sort(draws)[model.interval.low_rank]
    high = np.sort(upper)[model.interval.high_rank]
    return Interval(
        low=min(value, int(np.floor(low + 0.5))),
        high=max(value, int(np.floor(high + 0.5))),
        draws=draws,
        upper=upper,
    )


def _points(phi: Floats, model: ScoreModel, weights: Mapping[Factor, float]) -> Floats:
    betas = _betas(model.beta_draws)
    raw = np.full(phi.shape[1], model.base)
    for place, factor in enumerate(FACTORS):
        raw += phi[place] * betas[place] * (weights[factor] * model.points_per_z)
    return limit(raw)


@lru_cache(maxsize=8)
def _betas(draws: tuple[tuple[float, float, float], ...]) -> Floats:
    """Shape (3, draws)."""
    return np.array(draws).T


def draw_amounts(
    accounts: Sequence[NetworkSignals], model: ScoreModel, key: str, point: Floats
) -> DrawnAmounts:
    """``point`` is phi of the score itself, shape (3, 1)."""
    count = len(model.beta_draws)
    x = np.zeros((len(model.leaves), count))
    for place, signals in enumerate(accounts):
        purpose = f"{key}\x1f{signals.network}\x1f{place}"
        _add_drawn(x, signals, model, purpose)
    totals = pool(x, model)
    phi = saturate(totals, model)
    unknown = unknown_parts(accounts, model)
    most = model.interval.most_of_one(len(accounts))
    upper = saturate(totals * _beyond(unknown, most, model, key), model)
    _guess_missing(upper, measured_factors(accounts, model), model, key, point)
    return DrawnAmounts(phi, upper)


def unknown_parts(accounts: Sequence[NetworkSignals], model: ScoreModel) -> dict[Factor, list[str]]:
    """Per factor the networks that may add something nobody was shown: all that are not linked,
    and those which hide the reach they have."""
    linked = {signals.network for signals in accounts}
    away = [name for name in sorted(model.networks) if name not in linked]
    hidden = [signals.network for signals in accounts if _hides_reach(signals)]
    return {f: away + (hidden if f is Factor.REACH else []) for f in FACTORS}


def _hides_reach(signals: NetworkSignals) -> bool:
    reasons = {n.why for n in signals.not_measured if n.metric is Metric.REACH}
    return signals.reach is None and Why.NOT_OFFERED not in reasons


def _beyond(
    unknown: Mapping[Factor, Sequence[str]], most: float, model: ScoreModel, key: str
) -> Floats:
    """1 + what the unknown networks may add, as shares of what is known, shape (3, draws)."""
    count = len(model.beta_draws)
    factors = np.ones((len(FACTORS), count))
    names = sorted({network for networks in unknown.values() for network in networks})
    shares = {n: uniforms(model.seed, f"{key}\x1funlinked\x1f{n}", count) * most for n in names}
    for place, factor in enumerate(FACTORS):
        for network in unknown[factor]:
            factors[place] += shares[network]
    return factors


def _guess_missing(
    upper: Floats, measured: Sequence[Factor], model: ScoreModel, key: str, point: Floats
) -> None:
    """A factor that nothing tells about may stand where the measured ones stand, give or take."""
    if not measured:
        return
    tables = {f: np.array(model.reference.phi[f]) for f in FACTORS}
    places = [np.searchsorted(tables[f], point[FACTORS.index(f), 0]) / 100.0 for f in measured]
    level = sum(places) / len(places)
    for place, factor in enumerate(FACTORS):
        if factor not in measured:
            noise = uniforms(model.seed, f"{key}\x1fmissing\x1f{factor}", upper.shape[1])
            spread = (2.0 * noise - 1.0) * model.interval.missing_spread
            at = np.clip(level + spread, 0.0, 1.0) * 100.0
            guess = between(at, tables[factor])
            upper[place] = np.maximum(upper[place], np.minimum(guess, model.clip[factor]))


def _add_drawn(x: Floats, signals: NetworkSignals, model: ScoreModel, purpose: str) -> None:
    count = x.shape[1]
    add_account(
        x,
        signals.without_reach_and_circle(),
        model,
        engaged=_drawn_engagement(signals, model, purpose, count),
    )
    if signals.reach is not None:
        row = model.row[Factor.REACH, signals.network, signals.reach.kind]
        x[row] += signals.reach.count * _drawn_share(signals, model, purpose, count)
    if signals.circle is not None:
        strengths = np.concatenate([signals.circle.wide, signals.circle.others])
        times = drawn_items(model.seed, f"{purpose}\x1fcircle", count, len(strengths))
        wide = len(signals.circle.wide)
        here, rest = _sums(times[:wide], strengths[:wide]), _sums(times[wide:], strengths[wide:])
        x[model.row[Factor.NETWORK, signals.network, SignalKind.WIDE]] += here
        x[model.row[Factor.NETWORK, signals.network, SignalKind.OTHERS]] += rest


def _drawn_engagement(
    signals: NetworkSignals, model: ScoreModel, purpose: str, count: int
) -> Floats:
    """Shape (kinds, draws)."""
    people = gather(signals.people)
    counts = gather(signals.counts)
    loads = gather(signals.loads)
    items = people.shape[1]
    times = drawn_items(model.seed, f"{purpose}\x1fposts", count, items)
    on_posts = times[: counts.shape[1]]
    trust = model.authenticity
    real = beta(model.seed, f"{purpose}\x1fcounts", count, trust.prior_authentic, trust.prior_other)
    kinds = [
        _sums(times, people[k]) + _sums(on_posts, counts[k]) * real for k in range(len(people))
    ]
    raw = np.stack(kinds)
    total = raw[0] + raw[1] + raw[2] + raw[3]
    return raw * response(total, _sums(on_posts, loads), model)


def _drawn_share(signals: NetworkSignals, model: ScoreModel, purpose: str, count: int) -> Floats:
    """The authentic share of the followers out of its posterior."""
    trust = model.authenticity
    sample = signals.reach.sample if signals.reach is not None else None
    looked = sample.looked_at if sample is not None else 0
    authentic = sample.authentic if sample is not None else 0
    if looked > trust.most_sampled:
        authentic = authentic * trust.most_sampled // looked
        looked = trust.most_sampled
    a = trust.prior_authentic + authentic
    b = trust.prior_other + looked - authentic
    return beta(model.seed, f"{purpose}\x1freach", count, a, b)


def _sums(times: Floats, amounts: Floats) -> Floats:
    """Per draw the sum of ``amounts``, shape (items,), each so often as ``times``, shape (items,
    draws), says; item after item, so in one order on every machine."""
    if not amounts.any():
        return np.zeros(times.shape[1])
    result: Floats = np.cumsum(times * amounts[:, None], axis=0)[-1]
    return result


def packed(draws: Floats) -> bytes:
    """Hundredths of points as little-endian uint16: 800 bytes for 400 draws."""
    return np.floor(draws * 100.0 + 0.5).astype("<u2").tobytes()


def unpacked(draws: bytes) -> Floats:
    return np.frombuffer(draws, dtype="<u2").astype(np.float64) / 100.0
