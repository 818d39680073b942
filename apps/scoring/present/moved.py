"""What changed since last week, as a page tells it: the difference, the largest lines, the rest."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from apps.scoring.engine.history import Period
from apps.scoring.engine.reasons import ChangeReason
from apps.scoring.engine.result import ScoreResult
from apps.scoring.engine.sentences import Language, sentence, sentences
from apps.scoring.engine.since import shortened, since
from apps.scoring.present.language import page_language


@dataclass(frozen=True, slots=True)
class Moved:
    """Sentences. ``lines`` add up to the difference that ``headline`` names; ``known`` is False
    where there is no score to compare with, and ``headline`` says so."""

    headline: str
    lines: Sequence[str]
    known: bool


def moved_since(
    result: ScoreResult, before: ScoreResult | None, *, language: Language | None = None
) -> Moved | None:
    """None where ``result`` has no number. ``before``: what stands for a week ago."""
    found, spoken = since(Period.WEEK, before, result), language or page_language()
    if found is None:
        return None
    return Moved(
        headline=sentence(found.change, language=spoken),
        lines=sentences(shortened(found.lines), language=spoken),
        known=isinstance(found.change, ChangeReason),
    )
