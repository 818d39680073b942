"""The steps from 0 to the score, for templates/components/why.html."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from apps.core.charts import waterfall
from apps.core.charts.waterfall import Group, Leaf, Why
from apps.core.templatetags.renown import thin
from apps.scoring.engine.kinds import FACTORS, Factor, SignalKind, Unit
from apps.scoring.engine.phrases import account
from apps.scoring.engine.result import LeafPoints, ScoreResult
from apps.scoring.present.language import page_language

HINTS = {
    Factor.REACH: _("how many people follow"),
    Factor.ENGAGEMENT: _("distinct people who reacted in the last 90 days"),
    Factor.NETWORK: _("how widely those people are heard"),
}
REACHED = {
    SignalKind.FOLLOWERS: _("%(account)s followers"),
    SignalKind.SUBSCRIBERS: _("%(account)s subscribers"),
    SignalKind.FRIENDS: _("%(account)s friends"),
}
KINDS = {
    SignalKind.COMMENT: _("Comments"),
    SignalKind.SHARE: _("Shares"),
    SignalKind.LIKE: _("Likes"),
    SignalKind.MENTION: _("Mentions"),
    SignalKind.WIDE: _("People with a wide audience"),
    SignalKind.OTHERS: _("Everyone else who interacts"),
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
    hint = HINTS[factor] if measured else _("could not be measured, adds no points")
    return Group(factor.value, str(hint), tuple(leaves))


def _by_account(leaves: Iterable[LeafPoints]) -> list[Leaf]:
    ordered = sorted(leaves, key=lambda leaf: -leaf.points)
    return [Leaf(_reached(leaf), leaf.points, thin(leaf.counted)) for leaf in ordered]


def _reached(leaf: LeafPoints) -> str:
    return REACHED[leaf.kind] % {"account": account(leaf.network)}


def _by_kind(leaves: Iterable[LeafPoints]) -> list[Leaf]:
    """One line a kind, in the model's order; people and mere counts stay apart."""
    kinds: dict[tuple[SignalKind, Unit], list[LeafPoints]] = {}
    for leaf in sorted(leaves, key=lambda leaf: [*KINDS].index(leaf.kind)):
        kinds.setdefault((leaf.kind, leaf.unit), []).append(leaf)
    return [_line(kind, unit, lines) for (kind, unit), lines in kinds.items()]


def _line(kind: SignalKind, unit: Unit, lines: list[LeafPoints]) -> Leaf:
    total = sum(leaf.counted for leaf in lines)
    if unit is Unit.PEOPLE:
        told = page_language().quantity(total, unit, kind)
    else:
        told = str(_("%(number)s counted")) % {"number": thin(total)}
    return Leaf(str(KINDS[kind]), sum(leaf.points for leaf in lines), told)


def _rest(result: ScoreResult) -> list[Leaf]:
    rest = [Leaf(str(_("Base line")), result.base)] if result.base else []
    if result.clipped:
        rest.append(Leaf(str(_("End of the scale")), result.clipped))
    return rest
