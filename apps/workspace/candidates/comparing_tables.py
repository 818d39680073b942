"""The tables of a comparison: the same points cut by factor, and cut by account."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from apps.core.charts.scale import Factor as Drawn
from apps.core.charts.stack import FactorBar, Points, factor_bar, shared_top
from apps.scoring.engine.compare import Side, Verdict
from apps.scoring.engine.kinds import FACTORS, Factor, SignalKind
from apps.scoring.engine.phrases import account, count_of, listing, number
from apps.scoring.engine.result import ScoreResult
from apps.scoring.present.networks import audience, in_order

type Pair = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Column:
    """One person of the tables."""

    name: str
    result: ScoreResult
    points: Points


@dataclass(frozen=True, slots=True)
class FactorCell:
    """``bar`` is None where the factor was not measured. ``counted``: what stands behind it."""

    bar: FactorBar | None
    counted: str


@dataclass(frozen=True, slots=True)
class FactorLine:
    factor: str
    label: str
    cells: Sequence[FactorCell]
    reading: str


@dataclass(frozen=True, slots=True)
class NetworkCell:
    points: int
    counted: str


@dataclass(frozen=True, slots=True)
class NetworkLine:
    """``cells`` are None for who does not share the account."""

    network: str
    label: str
    cells: Sequence[NetworkCell | None]


def factor_lines(columns: Sequence[Column], said: Mapping[Pair, Verdict]) -> list[FactorLine]:
    top = shared_top(column.points for column in columns)
    return [
        FactorLine(
            factor=factor.value,
            label=factor.capitalize(),
            cells=[_factor_cell(column, factor, top) for column in columns],
            reading=_reading(columns, said, factor),
        )
        for factor in FACTORS
    ]


def network_lines(columns: Sequence[Column]) -> list[NetworkLine]:
    shared = {line.network for column in columns for line in column.result.networks}
    return [
        NetworkLine(name, account(name), [_network_cell(column.result, name) for column in columns])
        for name in in_order(shared)
    ]


def _factor_cell(column: Column, factor: Factor, top: int) -> FactorCell:
    line = column.result.factor(factor)
    if not line.measured:
        return FactorCell(None, "Not measured")
    drawn: Drawn = factor.value
    return FactorCell(factor_bar(drawn, line.points, top=top), _behind(column.result, factor))


def _behind(result: ScoreResult, factor: Factor) -> str:
    if factor is Factor.REACH:
        return f"{number(audience(result) or 0)} followers"
    if factor is Factor.ENGAGEMENT:
        return count_of(sum(line.people for line in result.networks), "person", "people")
    wide = sum(leaf.counted for leaf in result.leaves if leaf.kind is SignalKind.WIDE)
    return f"{number(wide)} with a wide audience"


def _network_cell(result: ScoreResult, network: str) -> NetworkCell | None:
    line = next((each for each in result.networks if each.network == network), None)
    if line is None:
        return None
    followers = audience(result, network)
    if followers is None:
        return NetworkCell(line.points, count_of(line.people, "person", "people"))
    return NetworkCell(line.points, count_of(followers, "follower"))


def _reading(columns: Sequence[Column], said: Mapping[Pair, Verdict], factor: Factor) -> str:
    """What the differences in one factor allow to say: who leads whom, or nothing."""
    leads: dict[int, list[str]] = {}
    widest = 0
    for (a, b), verdict in said.items():
        line = next(each for each in verdict.factors if each.factor is factor)
        widest = max(widest, abs(line.points or 0))
        if line.leader:
            first, second = (a, b) if line.leader is Side.A else (b, a)
            leads.setdefault(first, []).append(f"{columns[second].name} by {abs(line.points or 0)}")
    if not leads:
        return _close(widest, [column.result.factor(factor).measured for column in columns])
    sentences = [f"{columns[first].name} leads {listing(over)}." for first, over in leads.items()]
    rest = "" if len(said) == sum(map(len, leads.values())) else " The rest is too close to call."
    return " ".join(sentences) + rest


def _close(widest: int, measured: Sequence[bool]) -> str:
    if sum(measured) < 2:
        return "Nothing to compare: not measured for everybody."
    if not widest:
        return "Too close to call: level."
    most = " at most" if len(measured) > 2 else ""
    return f"Too close to call: {count_of(widest, 'point')} apart{most}."
