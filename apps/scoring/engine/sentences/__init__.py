"""Reasons as sentences: second person, or about a person by name. No praise, no alarm.

Each language is an object of its own (``english``, ``german``) with the methods of ``language``;
CONTRIBUTING.md says how another one is added.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import assert_never

from apps.scoring.engine.moves import (
    FactorMove,
    Gap,
    LeafMove,
    ModelMove,
    NetworkMove,
    OtherMoves,
    RestMove,
)
from apps.scoring.engine.reasons import (
    AdviceReason,
    AudienceReason,
    CarriedReason,
    ChangeReason,
    FactorMissingReason,
    GateReason,
    LimitReason,
    NoteReason,
    NotMeasuredReason,
    PercentileReason,
    ProvisionalReason,
    Reason,
    StrongestReason,
)
from apps.scoring.engine.sentences.english import ENGLISH
from apps.scoring.engine.sentences.german import GERMAN
from apps.scoring.engine.sentences.language import YOU, Language, Speaker

__all__ = [
    "ENGLISH",
    "GERMAN",
    "LANGUAGES",
    "YOU",
    "Language",
    "Speaker",
    "language_of",
    "sentence",
    "sentences",
]

LANGUAGES: Mapping[str, Language] = {"en": ENGLISH, "de": GERMAN}


def language_of(code: str | None) -> Language:
    """Of "de", "de-AT", "en-gb"; English for any other and for none."""
    return LANGUAGES.get((code or "").lower().partition("-")[0], ENGLISH)


def sentences(
    reasons: Sequence[Reason], about: Speaker = YOU, language: Language = ENGLISH
) -> tuple[str, ...]:
    return tuple(sentence(reason, about, language) for reason in reasons)


def sentence(reason: Reason, about: Speaker = YOU, language: Language = ENGLISH) -> str:  # noqa: C901  # one line a kind
    match reason:
        case AudienceReason():
            return language.audience(reason, about)
        case CarriedReason():
            return language.carried(reason)
        case StrongestReason(leaf):
            return language.strongest(leaf)
        case FactorMissingReason(factor):
            return language.factor_missing(factor)
        case NotMeasuredReason():
            return language.not_measured(reason)
        case GateReason(gate):
            return language.gate(gate)
        case ProvisionalReason(low, high):
            return language.provisional(low, high)
        case LimitReason(points):
            return language.limit(points)
        case PercentileReason(percentile):
            return language.percentile(percentile)
        case ChangeReason(change):
            return language.change(change)
        case AdviceReason(advice):
            return language.advice(advice)
        case NoteReason(note):
            return language.note(note)
        case _:
            return _moved(reason, language)


def _moved(
    reason: Gap | FactorMove | LeafMove | NetworkMove | RestMove | ModelMove | OtherMoves,
    language: Language,
) -> str:
    match reason:
        case Gap():
            return language.gap(reason)
        case FactorMove():
            return language.factor_move(reason)
        case LeafMove():
            return language.leaf_move(reason)
        case NetworkMove():
            return language.network_move(reason)
        case RestMove():
            return language.rest_move(reason)
        case ModelMove():
            return language.model_move(reason)
        case OtherMoves():
            return language.other_moves(reason)
        case _:
            assert_never(reason)
