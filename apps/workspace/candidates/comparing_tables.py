"""The tables of a comparison: the same points cut by factor, and cut by account."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from apps.core.charts.scale import Factor as Drawn
from apps.core.charts.stack import FactorBar, Points, factor_bar, shared_top
from apps.core.phrases import factor_label, listing
from apps.core.templatetags.renown import thin
from apps.scoring.engine.compare import Side, Verdict
from apps.scoring.engine.kinds import FACTORS, Factor, SignalKind, Unit
from apps.scoring.engine.phrases import account
from apps.scoring.engine.result import LeafPoints, ScoreResult
from apps.scoring.present.language import page_language
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
            label=factor_label(factor.value),
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
        return FactorCell(None, _("Not measured"))
    drawn: Drawn = factor.value
    return FactorCell(factor_bar(drawn, line.points, top=top), _behind(column.result, factor))


def _behind(result: ScoreResult, factor: Factor) -> str:
    quantity = page_language().quantity
    if factor is Factor.REACH:
        return quantity(audience(result) or 0, Unit.FOLLOWERS, SignalKind.FOLLOWERS)
    if factor is Factor.ENGAGEMENT:
        people = sum(line.people for line in result.networks)
        return quantity(people, Unit.PEOPLE, SignalKind.OTHERS)
    wide = sum(leaf.counted for leaf in result.leaves if leaf.kind is SignalKind.WIDE)
    return _("%(number)s with a wide audience") % {"number": thin(wide)}


def _network_cell(result: ScoreResult, network: str) -> NetworkCell | None:
    line = next((each for each in result.networks if each.network == network), None)
    if line is None:
        return None
    quantity = page_language().quantity
    reach = _reach(result, network)
    if reach is None:
        return NetworkCell(line.points, quantity(line.people, Unit.PEOPLE, SignalKind.OTHERS))
    return NetworkCell(line.points, quantity(reach.counted, reach.unit, reach.kind))


def _reach(result: ScoreResult, network: str) -> LeafPoints | None:
    """Who follows there; None where the network does not tell."""
    told = (leaf for leaf in result.leaves if leaf.network == network)
    return next((leaf for leaf in told if leaf.factor is Factor.REACH), None)


def _reading(columns: Sequence[Column], said: Mapping[Pair, Verdict], factor: Factor) -> str:
    """What the differences in one factor allow to say: who leads whom, or nothing."""
    leads: dict[int, list[str]] = {}
    widest = 0
    for (a, b), verdict in said.items():
        line = next(each for each in verdict.factors if each.factor is factor)
        widest = max(widest, abs(line.points or 0))
        if line.leader:
            first, second = (a, b) if line.leader is Side.A else (b, a)
            lead = {"name": columns[second].name, "points": abs(line.points or 0)}
            leads.setdefault(first, []).append(_("%(name)s by %(points)d") % lead)
    if not leads:
        return _close(widest, [column.result.factor(factor).measured for column in columns])
    sentences = [
        _("%(first)s leads %(over)s.") % {"first": columns[first].name, "over": listing(over)}
        for first, over in leads.items()
    ]
    if len(said) > sum(map(len, leads.values())):
        sentences.append(_("The rest is too close to call."))
    return " ".join(sentences)


def _close(widest: int, measured: Sequence[bool]) -> str:
    if sum(measured) < 2:
        return _("Nothing to compare: not measured for everybody.")
    if not widest:
        return _("Too close to call: level.")
    if len(measured) > 2:
        told = ngettext(
            "Too close to call: %(points)d point apart at most.",
            "Too close to call: %(points)d points apart at most.",
            widest,
        )
    else:
        told = ngettext(
            "Too close to call: %(points)d point apart.",
            "Too close to call: %(points)d points apart.",
            widest,
        )
    return told % {"points": widest}
