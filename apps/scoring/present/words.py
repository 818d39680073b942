"""What can be said about a score, in plain sentences."""

from __future__ import annotations

from collections.abc import Iterable

from apps.scoring.engine.explain import explain
from apps.scoring.engine.history import PastScore, changes
from apps.scoring.engine.reasons import ChangeReason
from apps.scoring.engine.result import ScoreResult
from apps.scoring.engine.sentences import YOU, Speaker, sentences
from apps.scoring.models import Score


def first_name(name: str) -> str:
    """What people are called on their own pages: "Ada" of "Ada Lindqvist"."""
    return name.split()[0] if name.split() else name


def about(name: str = "") -> Speaker:
    """Without a name the sentences say "you"."""
    return Speaker(first_name(name)) if name else YOU


def summary(result: ScoreResult, name: str = "") -> tuple[str, ...]:
    """Beside the number, most telling first. Without a number: what is missing for one, each as
    "The oldest account is 40 days old; 90 are needed."."""
    return sentences(explain(result).summary, about(name))


def say(result: ScoreResult, name: str = "") -> str:
    """The summary as one paragraph, with the place in the reference population at the end."""
    return " ".join([*summary(result, name), *standing(result)])


def standing(result: ScoreResult) -> tuple[str, ...]:
    """Where the score lies among the people of the score model's reference; empty without one."""
    if result.percentile is None:
        return ()
    return (f"As high or higher than {result.percentile} of 100 in the reference group.",)


def advice(result: ScoreResult) -> tuple[str, ...]:
    """What would move the score, by the model itself. For the person's own page alone."""
    return sentences(explain(result).advice)


def notes(result: ScoreResult) -> tuple[str, ...]:
    """What was counted for less, or by numbers alone."""
    return sentences(explain(result).notes)


def moved(scores: Iterable[Score]) -> tuple[str, ...]:
    """Against a day, a week and a month ago, where the history covers it."""
    past = [
        PastScore(score.value, score.low, score.high, score.computed_at, score.model_version)
        for score in scores
        if score.value is not None and score.low is not None and score.high is not None
    ]
    return sentences([ChangeReason(change) for change in changes(past)])
