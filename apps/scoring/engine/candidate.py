"""The whole way for one person: readings in, result out. The only entry that the apps call."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from apps.connections.observations import Reading
from apps.scoring.engine.advice import advise
from apps.scoring.engine.amounts import amounts
from apps.scoring.engine.audience import FollowerSample
from apps.scoring.engine.fingerprint import packed_amounts
from apps.scoring.engine.gates import Gate, gates
from apps.scoring.engine.interval import DrawnAmounts, draw_amounts, interval, packed
from apps.scoring.engine.kinds import FACTORS, State
from apps.scoring.engine.lines import (
    factor_lines,
    leaf_lines,
    network_lines,
    not_measured_lines,
    note_lines,
)
from apps.scoring.engine.missing import NotMeasured
from apps.scoring.engine.model import ScoreModel
from apps.scoring.engine.percentile import percentile
from apps.scoring.engine.portable import Floats
from apps.scoring.engine.result import LeafPoints, ScoreResult
from apps.scoring.engine.score import BatchScores, factor_rates, pool, saturate, score_batch
from apps.scoring.engine.signals import NetworkSignals, network_signals
from apps.scoring.engine.weighted import WeightedLeaf, WeightedLines, WeightedScore
from apps.scoring.engine.weights import STANDARD, FactorWeights, multipliers


def score_candidate(
    readings: Sequence[Reading],
    *,
    model: ScoreModel,
    key: str,
    now: datetime,
    networks_consented: Sequence[str],
    weights: FactorWeights | None = None,
    samples: Mapping[str, FollowerSample] | None = None,
) -> ScoreResult:
    """Same arguments, same result, to the last bit.

    ``key`` names the person among all (it seeds the draws; the same key, the same chance). Readings
    of networks without consent are not looked at. Of two readings of one account the newest counts;
    two accounts on one network add up. ``samples``: account keys with a sample of the followers.
    Raise ValueError for a ``now`` without time zone and for weights outside of the bounds.
    """
    read = _newest([r for r in readings if r.network in networks_consented])
    accounts = _signals(read, model, now, samples or {})
    passed = gates(accounts, model)
    absent = not_measured_lines(accounts, [r.network for r in read], networks_consented, model)
    too_little = _too_little(accounts, absent, passed, model, now)
    if not all(gate.passed for gate in passed):
        return too_little
    return _scored(too_little, accounts, model, key, weights)


def _too_little(
    accounts: Sequence[NetworkSignals],
    absent: tuple[NotMeasured, ...],
    passed: tuple[Gate, ...],
    model: ScoreModel,
    now: datetime,
) -> ScoreResult:
    return ScoreResult(
        model=model.version,
        at=now,
        state=State.TOO_LITTLE,
        value=None,
        low=None,
        high=None,
        percentile=None,
        base=0,
        clipped=0,
        factors=(),
        leaves=(),
        networks=network_lines((), accounts),
        not_measured=absent,
        notes=note_lines(accounts),
        gates=passed,
        advice=(),
        weighted=None,
    )


def _newest(readings: Iterable[Reading]) -> list[Reading]:
    """One reading an account, in an order that does not depend on the order they came in."""
    newest: dict[tuple[str, str], Reading] = {}
    for reading in readings:
        account = (reading.network, reading.profile.account_key)
        known = newest.get(account)
        if known is None or reading.taken_at > known.taken_at:
            newest[account] = reading
    return [reading for _, reading in sorted(newest.items())]


def _signals(
    readings: Sequence[Reading],
    model: ScoreModel,
    now: datetime,
    samples: Mapping[str, FollowerSample],
) -> list[NetworkSignals]:
    known = [reading for reading in readings if reading.network in model.networks]
    return [
        network_signals(r, model=model, now=now, sample=samples.get(r.profile.account_key))
        for r in known
    ]


def _scored(
    empty: ScoreResult,
    accounts: Sequence[NetworkSignals],
    model: ScoreModel,
    key: str,
    weights: FactorWeights | None,
) -> ScoreResult:
    x = amounts(accounts, model)
    scores = score_batch(x, model)
    phi = saturate(pool(x, model), model)
    value = int(scores.value[0])
    drawn = draw_amounts(accounts, model, key, phi)
    found = interval(drawn, value, model, STANDARD)
    wide = found.high - found.low > model.interval.provisional_width
    leaves = leaf_lines(scores, accounts, model)
    return ScoreResult(
        model=empty.model,
        at=empty.at,
        state=State.PROVISIONAL if wide else State.SCORED,
        value=value,
        low=found.low,
        high=found.high,
        percentile=percentile(value, model),
        base=int(scores.lines[0, 0]),
        clipped=int(scores.lines[-1, 0]),
        factors=factor_lines(scores, phi, accounts, model),
        leaves=leaves,
        networks=network_lines(leaves, accounts),
        not_measured=empty.not_measured,
        notes=empty.notes,
        gates=empty.gates,
        advice=advise(accounts, found, model),
        weighted=None if weights is None else _weighted(x, drawn, model, weights, leaves),
        draws=packed(found.draws),
        amounts=packed_amounts(x),
    )


def _weighted(
    x: Floats,
    drawn: DrawnAmounts,
    model: ScoreModel,
    weights: FactorWeights,
    leaves: Sequence[LeafPoints],
) -> WeightedScore:
    """With a line for each of ``leaves``, those of the standard score."""
    factors = multipliers(weights, model)
    standard = factor_rates(model)
    scores = score_batch(
        x, model, {factor: standard[factor] * factors[factor] for factor in FACTORS}
    )
    value = int(scores.value[0])
    found = interval(drawn, value, model, factors)
    lines = WeightedLines(
        base=int(scores.lines[0, 0]),
        clipped=int(scores.lines[-1, 0]),
        leaves=tuple(_weighted_leaf(scores, leaf, model) for leaf in leaves),
    )
    return WeightedScore(
        value, found.low, found.high, weights.reach, weights.engagement, weights.network, lines
    )


def _weighted_leaf(scores: BatchScores, leaf: LeafPoints, model: ScoreModel) -> WeightedLeaf:
    row = model.row[leaf.factor, leaf.network, leaf.kind]
    return WeightedLeaf(leaf.factor, leaf.network, leaf.kind, int(scores.leaves[row, 0]))
