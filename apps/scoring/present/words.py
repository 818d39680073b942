"""What can be said about a score, in plain sentences, in the language of the page or another."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from apps.scoring.engine.explain import explain
from apps.scoring.engine.history import PastScore, Period, changes
from apps.scoring.engine.reasons import ChangeReason
from apps.scoring.engine.result import ScoreResult
from apps.scoring.engine.sentences import YOU, Language, Speaker, sentences
from apps.scoring.models import Score
from apps.scoring.present.language import page_language


def first_name(name: str) -> str:
    """What people are called on their own pages: "Ada" of "Ada Lindqvist". A pseudonym is one
    word: a no-break space joins its parts."""
    return next(iter(name.split(" ")), name) if name.strip() else name


def about(name: str = "") -> Speaker:
    """Without a name the sentences say "you"."""
    return Speaker(first_name(name)) if name else YOU


def summary(
    result: ScoreResult, name: str = "", *, language: Language | None = None
) -> tuple[str, ...]:
    """Beside the number, most telling first. Without a number: what is missing for one, each as
    "The oldest account is 40 days old; 90 are needed."."""
    return sentences(explain(result).summary, about(name), language or page_language())


def say(result: ScoreResult, name: str = "", *, language: Language | None = None) -> str:
    """The summary as one paragraph, with the place in the reference population at the end."""
    told = summary(result, name, language=language)
    return " ".join([*told, *standing(result, language=language)])


def standing(result: ScoreResult, *, language: Language | None = None) -> tuple[str, ...]:
    """Where the score lies among the people of the score model's reference; empty without one."""
    return sentences(explain(result).standing, language=language or page_language())


def advice(result: ScoreResult, *, language: Language | None = None) -> tuple[str, ...]:
    """What would move the score, by the model itself. For the person's own page alone."""
    return sentences(explain(result).advice, language=language or page_language())


def notes(result: ScoreResult, *, language: Language | None = None) -> tuple[str, ...]:
    """What was counted for less, or by numbers alone."""
    return sentences(explain(result).notes, language=language or page_language())


def moved(
    scores: Iterable[Score],
    *,
    without: Collection[Period] = (),
    language: Language | None = None,
) -> tuple[str, ...]:
    """Against a day, a week and a month ago, where the history covers it."""
    past = [
        PastScore(score.value, score.low, score.high, score.computed_at, score.model_version)
        for score in scores
        if score.value is not None and score.low is not None and score.high is not None
    ]
    reasons = [ChangeReason(each) for each in changes(past) if each.period not in without]
    return sentences(reasons, language=language or page_language())
