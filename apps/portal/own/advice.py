"""What would move the score, as the model itself answers it: for the person's own page alone."""

from __future__ import annotations

from dataclasses import dataclass

from apps.core.templatetags.renown import signed
from apps.scoring.engine.kinds import Factor
from apps.scoring.engine.phrases import account, in_words
from apps.scoring.engine.result import Advice, AdviceKind, ScoreResult


@dataclass(frozen=True, slots=True)
class Step:
    """``gain`` and ``spread`` are points; ``factor`` is empty where certainty grows instead."""

    gain: str
    spread: str
    title: str
    text: str
    factor: str


def steps(result: ScoreResult) -> tuple[Step, ...]:
    return tuple(_step(advice) for advice in result.advice)


def _step(advice: Advice) -> Step:
    title, text, factor = _words(advice)
    return Step(signed(advice.points), _spread(advice), title, text, factor)


def _spread(advice: Advice) -> str:
    if advice.low == advice.high:
        return ""
    return f"{advice.low} to {advice.high}"


def _words(advice: Advice) -> tuple[str, str, str]:
    more, name = in_words(advice.amount), account(advice.network) if advice.network else ""
    match advice.kind:
        case AdviceKind.COMMENTERS:
            return (
                f"{more} more people who comment on {name}, in 90 days",
                "New people count. Another comment by the same person adds less.",
                Factor.ENGAGEMENT,
            )
        case AdviceKind.WIDE_PEOPLE:
            return (
                f"{more} more people with a wide audience who comment on {name}, in 90 days",
                "One reply each is enough.",
                Factor.NETWORK,
            )
        case AdviceKind.LINK:
            return f"Link {name or 'another account'}", _narrower(advice), ""


def _narrower(advice: Advice) -> str:
    low, high = advice.interval or (0, 0)
    return f"May not move the score. It would narrow the interval to about {low} to {high}."
