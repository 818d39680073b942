"""One of every reason there can be: all kinds, all members of the enums, one and many, zero, large
numbers. A new member without words fails in the tests that say them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from itertools import product

from apps.connections.observations import Metric
from apps.scoring.engine.gates import Gate, GateKind
from apps.scoring.engine.history import Ago, Change, PastScore, Period
from apps.scoring.engine.kinds import (
    ENGAGEMENT_KINDS,
    FACTORS,
    NETWORK_KINDS,
    REACH_KINDS,
    Factor,
    SignalKind,
    Unit,
    Why,
)
from apps.scoring.engine.moves import (
    Absence,
    Cause,
    FactorMove,
    FactorShare,
    Gap,
    LeafMove,
    ModelMove,
    NetworkMove,
    OtherMoves,
    Rest,
    RestMove,
)
from apps.scoring.engine.reasons import (
    AdviceReason,
    AudienceReason,
    CarriedReason,
    ChangeReason,
    FactorMissingReason,
    GateReason,
    LimitReason,
    NoteReason,
    NotMeasuredReason,
    Part,
    PercentileReason,
    ProvisionalReason,
    Reason,
    Size,
    StrongestReason,
)
from apps.scoring.engine.result import Advice, AdviceKind, LeafPoints, Note, NoteKind
from apps.scoring.engine.signals import Counted
from tests.scoring.readings import NOW

NUMBERS = (0, 1, 2, 31, 12_400, 1_234_567)
STEPS = (-12, -1, 0, 1, 2)
KINDS = {
    Factor.REACH: REACH_KINDS,
    Factor.ENGAGEMENT: ENGAGEMENT_KINDS,
    Factor.NETWORK: NETWORK_KINDS,
}
WHYS = (None, *Why)
AGOS = [
    *(Ago.nominal(period) for period in Period),
    Ago(Period.DAY, 2),
    Ago(Period.WEEK, 9),
    Ago(Period.MONTH, 41),
]
WEEK = Ago.nominal(Period.WEEK)


def every_reason() -> Iterator[Reason]:
    yield from _summary()
    yield from _missing()
    yield from _advice_and_notes()
    yield from _changes()
    yield from _moves()
    yield from _leaf_moves()


def units_of(factor: Factor, kind: SignalKind) -> tuple[Unit, ...]:
    if factor is Factor.REACH:
        return (Unit(kind.value),)
    return (Unit.PEOPLE, Unit.REACTIONS) if factor is Factor.ENGAGEMENT else (Unit.PEOPLE,)


def _lines() -> Iterator[tuple[Factor, SignalKind, Unit]]:
    for factor, kinds in KINDS.items():
        for kind in kinds:
            yield from ((factor, kind, unit) for unit in units_of(factor, kind))


def _summary() -> Iterator[Reason]:
    yield from (AudienceReason(size, talks) for size, talks in product(Size, (None, False, True)))
    for points in ((30, 15, 9), (30, 29, 0), (30, 0, 0), (0, 0, 0), (30, 15), (30,)):
        parts = tuple(Part(f, p) for f, p in zip(FACTORS, points, strict=False))
        yield from (CarriedReason(parts, similar) for similar in (False, True))
    for (factor, kind, unit), many in product(_lines(), NUMBERS):
        yield StrongestReason(LeafPoints(factor, "youtube", kind, min(many, 99), many, unit))
    yield from (ProvisionalReason(low, high) for low, high in ((1, 2), (48, 83)))
    yield from (LimitReason(points) for points in STEPS if points)
    yield from (PercentileReason(percentile) for percentile in (0, 1, 83))


def _missing() -> Iterator[Reason]:
    yield from (FactorMissingReason(factor) for factor in Factor)
    for metric, why in product((None, *Metric), Why):
        for networks in (("x",), ("facebook", "x"), ("facebook", "wordpress", "myspace")):
            yield NotMeasuredReason(networks, metric, why)
    for kind, have, need in product(GateKind, (None, *NUMBERS), (1, 90, 1000)):
        yield GateReason(Gate(kind, False, have, need, have, need))


def _advice_and_notes() -> Iterator[Reason]:
    for kind, amount, points in product(AdviceKind, (1, 6, 10, 12, 25, 1000), (0, 1, 3)):
        names = ("youtube", "") if kind is AdviceKind.LINK else ("youtube",)
        for network, low in product(names, (points, 0)):
            yield AdviceReason(Advice(kind, network, amount, points, low, points, (48, 60)))
    yield from (NoteReason(Note(kind, "x", many)) for kind, many in product(NoteKind, NUMBERS))


def _changes() -> Iterator[Reason]:
    for ago, points, new in product(AGOS, STEPS, (False, True)):
        then = PastScore(48, 40, 55, NOW - timedelta(days=ago.days), "prior-2")
        yield ChangeReason(Change(ago.period, points, then, new, ago.days))
    yield from (Gap(ago, absence) for ago, absence in product(AGOS, Absence))


def _moves() -> Iterator[Reason]:
    for factor, ago, (now, then) in product(Factor, AGOS, ((9, 7), (1, 1), (None, 4), (4, None))):
        yield FactorMove(ago, factor, (now or 0) - (then or 0), now, then)
    for came, points, why in product((False, True), STEPS, WHYS):
        shares = (FactorShare(Factor.REACH, points),)
        yield NetworkMove(WEEK, "instagram", came, points, shares, why)
    yield from (RestMove(WEEK, rest, points) for rest, points in product(Rest, STEPS))
    yield from (ModelMove(ago, p, "fitted-1", "prior-2") for ago, p in product(AGOS, STEPS))
    yield from (OtherMoves(points, lines) for points, lines in product(STEPS, (2, 9)))


def _leaf_moves() -> Iterator[Reason]:
    for (factor, kind, unit), cause, points in product(_lines(), Cause, STEPS):
        other = Unit.PEOPLE if unit is Unit.REACTIONS else Unit.REACTIONS
        before = other if cause is Cause.OTHERWISE else unit
        for now, then in ((31, 19), (1, 2), (1, 1), (0, 12_400), (12_400, 12_400)):
            yield LeafMove(
                ago=WEEK,
                factor=factor,
                network="youtube",
                kind=kind,
                points=points,
                now=None if cause is Cause.UNMEASURED else Counted(now, unit),
                then=None if cause is Cause.MEASURED else Counted(then, before),
                cause=cause,
                why=Why.HIDDEN if cause in {Cause.MEASURED, Cause.UNMEASURED} else None,
            )
