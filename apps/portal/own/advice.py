"""What would move the score, as the model itself answers it: for the person's own page alone."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from apps.core.phrases import factor_label
from apps.core.templatetags.renown import signed, thin
from apps.scoring.engine.kinds import Factor
from apps.scoring.engine.phrases import account
from apps.scoring.engine.result import Advice, AdviceKind, ScoreResult


@dataclass(frozen=True, slots=True)
class Step:
    """``gain`` and ``spread`` are points; ``factor`` is empty where certainty grows instead, and
    ``label`` says it in the reader's language."""

    gain: str
    spread: str
    title: str
    text: str
    factor: str
    label: str


def steps(result: ScoreResult) -> tuple[Step, ...]:
    return tuple(_step(advice) for advice in result.advice)


def _step(advice: Advice) -> Step:
    title, text, factor = _words(advice)
    label = factor_label(Factor(factor).value) if factor else _("Certainty")
    return Step(signed(advice.points), _spread(advice), title, text, factor, label)


def _spread(advice: Advice) -> str:
    if advice.low == advice.high:
        return ""
    return _("%(low)s to %(high)s") % {"low": advice.low, "high": advice.high}


def _words(advice: Advice) -> tuple[str, str, str]:
    named = {
        "number": _number(advice.amount),
        "account": account(advice.network) if advice.network else "",
    }
    match advice.kind:
        case AdviceKind.COMMENTERS:
            return (
                _("%(number)s more people who comment on %(account)s, in 90 days") % named,
                _("New people count. Another comment by the same person adds less."),
                Factor.ENGAGEMENT,
            )
        case AdviceKind.WIDE_PEOPLE:
            told = _(
                "%(number)s more people with a wide audience who comment on %(account)s, in 90 days"
            )
            return told % named, _("One reply each is enough."), Factor.NETWORK
        case AdviceKind.LINK:
            title = _("Link %(account)s") % named if advice.network else _("Link another account")
            return title, _narrower(advice), ""


def _number(amount: int) -> str:
    """To begin a sentence with."""
    return {6: _("Six"), 10: _("Ten"), 12: _("Twelve")}.get(amount, thin(amount))


def _narrower(advice: Advice) -> str:
    low, high = advice.interval or (0, 0)
    told = _("May not move the score. It would narrow the interval to about %(low)s to %(high)s.")
    return told % {"low": low, "high": high}
