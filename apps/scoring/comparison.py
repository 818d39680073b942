"""Two candidates as rows, compared by the engine."""

from __future__ import annotations

from enum import StrEnum

from apps.candidates.models import Candidate
from apps.scoring.engine.compare import IncomparableError, Verdict, compare
from apps.scoring.engine.result import ScoreResult
from apps.scoring.released import UnknownModel, released_model

FEWEST, MOST = 2, 4


class Unsaid(StrEnum):
    """Why nothing is said of a pair: one has no score, the scores come from different score
    models, or from one that is known here no more."""

    NO_SCORE = "no_score"
    OTHER_MODEL = "other_model"
    MODEL_GONE = "model_gone"


def verdict_between(a: Candidate, b: Candidate) -> Verdict | None:
    """None where one of them has no score, or they come from different score models, or from one
    that is known here no more. Both have ``standing__score`` joined."""
    first, second = result_of(a), result_of(b)
    if first is None or second is None:
        return None
    try:
        return compare(first, second, released_model(first.model))
    except (IncomparableError, UnknownModel):
        return None


def why_unsaid(a: Candidate, b: Candidate) -> Unsaid:
    """Of a pair for which ``verdict_between`` gave None."""
    first, second = result_of(a), result_of(b)
    if first is None or second is None:
        return Unsaid.NO_SCORE
    return Unsaid.OTHER_MODEL if first.model != second.model else Unsaid.MODEL_GONE


def result_of(candidate: Candidate) -> ScoreResult | None:
    """The newest result with its draws; None where there is none."""
    standing = getattr(candidate, "standing", None)
    score = standing.score if standing is not None else None
    if score is None or score.value is None:
        return None
    return ScoreResult.from_json(score.result, bytes(score.draws or b""))
