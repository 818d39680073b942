"""What moved since an earlier score of the same person, from the two stored results alone.

Points are compared line by line, so that the lines add up to the difference of the two numbers,
and so do the factors with the rest. Causes are what the results can show: an account came or went,
more or fewer were counted, or neither, and then it is said what moves points while counts stand
still.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from apps.scoring.engine.causes import absent_because, cause
from apps.scoring.engine.history import Ago, PastScore, Period, change
from apps.scoring.engine.kinds import FACTORS, Factor, SignalKind
from apps.scoring.engine.moves import (
    Absence,
    Cause,
    FactorMove,
    FactorShare,
    Gap,
    LeafMove,
    ModelMove,
    Move,
    NetworkMove,
    OtherMoves,
    Rest,
    RestMove,
)
from apps.scoring.engine.reasons import ChangeReason
from apps.scoring.engine.result import LeafPoints, ScoreResult
from apps.scoring.engine.signals import Counted

type Key = tuple[Factor, str, SignalKind]
MOST = 3  # lines that a page shows before the rest in one


@dataclass(frozen=True)
class Since:
    """``lines`` add up to the points of ``change``, largest first; ``factors`` add up to them with
    the rest lines. Both are empty where ``change`` is a gap; under another score model there is one
    line and no factor."""

    period: Period
    change: ChangeReason | Gap
    factors: tuple[FactorMove, ...]
    lines: tuple[Move, ...]


def since(period: Period, before: ScoreResult | None, result: ScoreResult) -> Since | None:
    """``before`` is the result that stands for one ``period`` ago, None where there is none. None
    where ``result`` itself has no number: its gates say why."""
    newest, then = past_of(result), None if before is None else past_of(before)
    if newest is None:
        return None
    if before is None or then is None:
        return Since(period, _gap(period, before, newest), (), ())
    reason = ChangeReason(change(period, then, newest))
    ago = reason.change.ago
    if reason.change.new_model:
        points = reason.change.points
        line = ModelMove(ago, points, result.model, before.model)
        return Since(period, reason, (), (line,))
    return Since(period, reason, _factors(ago, before, result), _lines(ago, before, result))


def past_of(result: ScoreResult) -> PastScore | None:
    """None where there is no number."""
    if result.value is None or result.low is None or result.high is None:
        return None
    return PastScore(result.value, result.low, result.high, result.at, result.model)


def shortened(lines: Sequence[Move], most: int = MOST) -> tuple[Move, ...]:
    """The largest ``most``, and the others in one; their sum stays. Lines that moved no point are
    left out, but for accounts that came or went and another score model."""
    told = [line for line in lines if line.points or isinstance(line, NetworkMove | ModelMove)]
    if len(told) <= most + 1:
        return tuple(told)
    others = told[most:]
    return (*told[:most], OtherMoves(sum(line.points for line in others), len(others)))


def _gap(period: Period, before: ScoreResult | None, newest: PastScore) -> Gap:
    if before is None:
        return Gap(Ago.nominal(period), Absence.NO_SCORE)
    return Gap(Ago.between(period, before.at, newest.at), Absence.TOO_LITTLE)


def _factors(ago: Ago, before: ScoreResult, result: ScoreResult) -> tuple[FactorMove, ...]:
    pairs = [(factor, result.factor(factor), before.factor(factor)) for factor in FACTORS]
    return tuple(
        FactorMove(
            ago=ago,
            factor=factor,
            points=now.points - then.points,
            now=now.points if now.measured else None,
            then=then.points if then.measured else None,
        )
        for factor, now, then in pairs
        if now.measured or then.measured
    )


def _lines(ago: Ago, before: ScoreResult, result: ScoreResult) -> tuple[Move, ...]:
    known = _networks(before) & _networks(result)
    found: list[Move] = [
        *_came_and_went(ago, before, result),
        *_leaves(ago, before, result, known),
        *_rest(ago, before, result),
    ]
    return tuple(sorted(found, key=lambda line: -abs(line.points)))


def _networks(result: ScoreResult) -> set[str]:
    return {line.network for line in result.networks}


def _rest(ago: Ago, before: ScoreResult, result: ScoreResult) -> Iterable[RestMove]:
    moved = {Rest.BASE: result.base - before.base, Rest.LIMIT: result.clipped - before.clipped}
    return [RestMove(ago, rest, points) for rest, points in moved.items() if points]


def _came_and_went(ago: Ago, before: ScoreResult, result: ScoreResult) -> Iterable[NetworkMove]:
    here, there = _networks(result), _networks(before)
    for name in sorted(here - there):
        yield _network(ago, name, result, before, came=True)
    for name in sorted(there - here):
        yield _network(ago, name, before, result, came=False)


def _network(
    ago: Ago, name: str, present: ScoreResult, absent: ScoreResult, *, came: bool
) -> NetworkMove:
    sign = 1 if came else -1
    shares = tuple(
        FactorShare(factor, sign * sum(leaf.points for leaf in own))
        for factor in FACTORS
        if (own := [x for x in present.leaves if (x.factor, x.network) == (factor, name)])
    )
    why = next((x.why for x in absent.not_measured if (x.network, x.metric) == (name, None)), None)
    return NetworkMove(ago, name, came, sum(share.points for share in shares), shares, why)


def _leaves(
    ago: Ago, before: ScoreResult, result: ScoreResult, networks: set[str]
) -> Iterable[LeafMove]:
    """Of the accounts that counted both times: what moved in points or in number."""
    now, then = _by_key(result), _by_key(before)
    for key in dict.fromkeys([*now, *then]):
        here, there = now.get(key), then.get(key)
        if key[1] in networks and _moved(here, there):
            yield _leaf(ago, here, there, before, result)


def _by_key(result: ScoreResult) -> dict[Key, LeafPoints]:
    return {(leaf.factor, leaf.network, leaf.kind): leaf for leaf in result.leaves}


def _moved(now: LeafPoints | None, then: LeafPoints | None) -> bool:
    return (now, then) != (None, None) and now != then


def _leaf(
    ago: Ago,
    now: LeafPoints | None,
    then: LeafPoints | None,
    before: ScoreResult,
    result: ScoreResult,
) -> LeafMove:
    either = now or then
    assert either is not None
    why = None
    if now and then:
        found = cause(then, now, before, result)
    elif now:
        found, why = Cause.MEASURED, absent_because(now, before)
    else:
        found, why = Cause.UNMEASURED, absent_because(either, result)
    return LeafMove(
        ago=ago,
        factor=either.factor,
        network=either.network,
        kind=either.kind,
        points=(now.points if now else 0) - (then.points if then else 0),
        now=Counted(now.counted, now.unit) if now else None,
        then=Counted(then.counted, then.unit) if then else None,
        cause=found,
        why=why,
    )
