"""The lines beside the number: leaves with what was counted, networks, reasons and notes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from apps.connections.observations import Metric
from apps.scoring.engine.amounts import measured_factors, measured_leaves
from apps.scoring.engine.kinds import FACTORS, Factor, SignalKind, Unit, Why
from apps.scoring.engine.missing import NotMeasured
from apps.scoring.engine.model import Leaf, ScoreModel
from apps.scoring.engine.percentile import phi_percentile
from apps.scoring.engine.portable import Floats
from apps.scoring.engine.result import FactorPoints, LeafPoints, NetworkPoints, Note, NoteKind
from apps.scoring.engine.score import BatchScores
from apps.scoring.engine.signals import Counted, NetworkSignals


def factor_lines(
    scores: BatchScores, phi: Floats, accounts: Sequence[NetworkSignals], model: ScoreModel
) -> tuple[FactorPoints, ...]:
    """``phi`` of shape (3, 1). A factor that no account tells about has no points and says so."""
    measured = measured_factors(accounts, model)
    return tuple(
        FactorPoints(
            factor=factor,
            points=int(scores.lines[place + 1, 0]),
            measured=factor in measured,
            percentile=phi_percentile(float(phi[place, 0]), model.reference.phi[factor])
            if factor in measured
            else None,
        )
        for place, factor in enumerate(FACTORS)
    )


def leaf_lines(
    scores: BatchScores, accounts: Sequence[NetworkSignals], model: ScoreModel
) -> tuple[LeafPoints, ...]:
    """One line for each leaf that some account tells about, in the model's order."""
    measured = measured_leaves(accounts, model)
    return tuple(
        _leaf_line(leaf, int(scores.leaves[row, 0]), accounts)
        for row, leaf in enumerate(model.leaves)
        if (leaf.factor, leaf.network, leaf.kind) in measured
    )


def _leaf_line(leaf: Leaf, points: int, accounts: Sequence[NetworkSignals]) -> LeafPoints:
    found = [_counted(signals, leaf) for signals in accounts if signals.network == leaf.network]
    told = [counted for counted in found if counted is not None]
    number = sum(counted.number for counted in told)
    return LeafPoints(leaf.factor, leaf.network, leaf.kind, points, number, told[0].unit)


def _counted(signals: NetworkSignals, leaf: Leaf) -> Counted | None:
    if leaf.factor is Factor.ENGAGEMENT:
        return signals.counted.get(leaf.kind)
    if leaf.factor is Factor.REACH:
        reach = signals.reach
        if reach is None or reach.kind is not leaf.kind:
            return None
        return Counted(reach.count, Unit(leaf.kind.value))
    if signals.circle is None:
        return None
    around = signals.circle
    number = around.wide_people if leaf.kind is SignalKind.WIDE else around.other_people
    return Counted(number, Unit.PEOPLE)


def network_lines(
    leaves: Iterable[LeafPoints], accounts: Sequence[NetworkSignals]
) -> tuple[NetworkPoints, ...]:
    """One line a network; its points are the sum of its leaves."""
    points: dict[str, int] = {signals.network: 0 for signals in accounts}
    for leaf in leaves:
        points[leaf.network] += leaf.points
    return tuple(_network_line(name, points[name], accounts) for name in sorted(points))


def _network_line(name: str, points: int, accounts: Sequence[NetworkSignals]) -> NetworkPoints:
    own = [signals for signals in accounts if signals.network == name]
    reaches = [signals.reach.count for signals in own if signals.reach is not None]
    return NetworkPoints(
        network=name,
        points=points,
        reach=sum(reaches) if reaches else None,
        posts=sum(signals.posts for signals in own),
        people=sum(signals.engagers for signals in own),
    )


def not_measured_lines(
    accounts: Sequence[NetworkSignals],
    read: Iterable[str],
    consented: Iterable[str],
    model: ScoreModel,
) -> tuple[NotMeasured, ...]:
    """Whole networks first: not shared, shared but not read, unknown to the model. Then metrics."""
    granted, seen = set(consented), set(read)
    whole: dict[str, Why] = {}
    for name in sorted({*model.networks, *granted, *seen}):
        if name not in granted:
            whole[name] = Why.NOT_SHARED
        elif name not in model.networks:
            whole[name] = Why.NOT_IN_MODEL
        elif name not in seen:
            whole[name] = Why.NOT_READ
    metrics: Mapping[tuple[str, Metric | None], NotMeasured] = {
        (line.network, line.metric): line for signals in accounts for line in signals.not_measured
    }
    absent = tuple(NotMeasured(name, None, why) for name, why in whole.items())
    return absent + tuple(metrics.values())


def note_lines(accounts: Iterable[NetworkSignals]) -> tuple[Note, ...]:
    return tuple(note for signals in accounts for note in _notes(signals))


def _notes(signals: NetworkSignals) -> Iterable[Note]:
    by_counts = [c.number for c in signals.counted.values() if c.unit is Unit.REACTIONS]
    if by_counts:
        yield Note(NoteKind.COUNTS_ONLY, signals.network, sum(by_counts))
    if signals.reach is not None and signals.reach.sample is None:
        yield Note(NoteKind.FOLLOWERS_UNCHECKED, signals.network, signals.reach.count)
    elif signals.reach is not None and signals.reach.share < 0.995:
        share = int(signals.reach.share * 100.0 + 0.5)
        yield Note(NoteKind.FOLLOWERS_SHRUNK, signals.network, share)
    if signals.quiet:
        yield Note(NoteKind.QUIET_PEOPLE, signals.network, signals.quiet)
    if signals.refused:
        yield Note(NoteKind.REFUSED, signals.network, signals.refused)
    if signals.doubtful:
        yield Note(NoteKind.IMPLAUSIBLE, signals.network, signals.doubtful)
