"""The steps from 0 to the score, for templates/components/why.html."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from apps.core.charts import waterfall
from apps.core.charts.waterfall import Group, Leaf, Why
from apps.scoring.engine.kinds import FACTORS, Factor, SignalKind, Unit
from apps.scoring.engine.phrases import account, count_of, number
from apps.scoring.engine.result import LeafPoints, ScoreResult

HINTS: Mapping[Factor, str] = {
    Factor.REACH: "how many people follow",
    Factor.ENGAGEMENT: "distinct people who reacted in the last 90 days",
    Factor.NETWORK: "how widely those people are heard",
}
KINDS: Mapping[SignalKind, str] = {
    SignalKind.COMMENT: "Comments",
    SignalKind.SHARE: "Shares",
    SignalKind.LIKE: "Likes",
    SignalKind.MENTION: "Mentions",
    SignalKind.WIDE: "People with a wide audience",
    SignalKind.OTHERS: "Everyone else who interacts",
}


def why_of(result: ScoreResult) -> Why | None:
    """The table "Why 54?": accounts one by one in Reach, kinds of reaction in Engagement, kinds of
    people in Network, each summed over accounts. None where there is no number."""
    if result.value is None:
        return None
    groups = [_group(result, factor) for factor in FACTORS]
    return waterfall.why(groups, rest=_rest(result))


def _group(result: ScoreResult, factor: Factor) -> Group:
    own = [leaf for leaf in result.leaves if leaf.factor is factor]
    leaves = _by_account(own) if factor is Factor.REACH else _by_kind(own)
    measured = result.factor(factor).measured
    hint = HINTS[factor] if measured else "could not be measured, adds no points"
    return Group(factor.value, hint, tuple(leaves))


def _by_account(leaves: Iterable[LeafPoints]) -> list[Leaf]:
    ordered = sorted(leaves, key=lambda leaf: -leaf.points)
    return [
        Leaf(f"{account(leaf.network)} {leaf.kind}", leaf.points, number(leaf.counted))
        for leaf in ordered
    ]


def _by_kind(leaves: Iterable[LeafPoints]) -> list[Leaf]:
    """One line a kind, in the model's order; people and mere counts stay apart."""
    kinds: dict[tuple[SignalKind, Unit], list[LeafPoints]] = {}
    for leaf in sorted(leaves, key=lambda leaf: [*KINDS].index(leaf.kind)):
        kinds.setdefault((leaf.kind, leaf.unit), []).append(leaf)
    return [_line(kind, unit, lines) for (kind, unit), lines in kinds.items()]


def _line(kind: SignalKind, unit: Unit, lines: list[LeafPoints]) -> Leaf:
    total = sum(leaf.counted for leaf in lines)
    told = (
        count_of(total, "person", "people") if unit is Unit.PEOPLE else f"{number(total)} counted"
    )
    return Leaf(KINDS[kind], sum(leaf.points for leaf in lines), told)


def _rest(result: ScoreResult) -> list[Leaf]:
    rest = [Leaf("Base line", result.base)] if result.base else []
    if result.clipped:
        rest.append(Leaf("End of the scale", result.clipped))
    return rest
