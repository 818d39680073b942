"""What the schema shows as examples, made by the code that makes the answers."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from drf_spectacular.utils import OpenApiExample, OpenApiParameter

from apps.api.explanations import in_words
from apps.connections.observations import Metric
from apps.scoring.engine.explain import Explanation
from apps.scoring.engine.history import Ago, PastScore, Period, change
from apps.scoring.engine.kinds import Factor, SignalKind, Unit, Why
from apps.scoring.engine.moves import Cause, FactorMove, LeafMove
from apps.scoring.engine.reasons import (
    AudienceReason,
    CarriedReason,
    ChangeReason,
    NoteReason,
    NotMeasuredReason,
    Part,
    PercentileReason,
    Size,
)
from apps.scoring.engine.result import Note, NoteKind
from apps.scoring.engine.sentences import ENGLISH, GERMAN, LANGUAGES, Language, Speaker
from apps.scoring.engine.signals import Counted
from apps.scoring.engine.since import Since
from apps.scoring.released import DEFAULT

_AT = datetime(2026, 11, 23, 4, 12, tzinfo=UTC)
_MODEL = DEFAULT
_WEEK = Ago.nominal(Period.WEEK)
LANGUAGE = [
    OpenApiParameter(
        "Accept-Language",
        str,
        OpenApiParameter.HEADER,
        description=f"Of the sentences: {', '.join(LANGUAGES)}. English for any other.",
    ),
    OpenApiParameter(
        "Content-Language",
        str,
        OpenApiParameter.HEADER,
        response=[200],
        description="Which language the sentences are in.",
    ),
]


def _comments(points: int) -> LeafMove:
    return LeafMove(
        ago=_WEEK,
        factor=Factor.ENGAGEMENT,
        network="youtube",
        kind=SignalKind.COMMENT,
        points=points,
        now=Counted(31, Unit.PEOPLE),
        then=Counted(19, Unit.PEOPLE),
        cause=Cause.COUNTED,
        why=None,
    )


def _since() -> Since:
    then = PastScore(52, 45, 60, _AT - timedelta(days=7), _MODEL)
    newest = PastScore(54, 48, 61, _AT, _MODEL)
    moved = FactorMove(_WEEK, Factor.ENGAGEMENT, 2, 21, 19)
    reason = ChangeReason(change(Period.WEEK, then, newest))
    return Since(Period.WEEK, reason, (moved,), (_comments(2),))


_EXPLANATION = Explanation(
    summary=(
        AudienceReason(Size.MIDDLE, talks_back=True),
        CarriedReason((Part(Factor.REACH, 33), Part(Factor.ENGAGEMENT, 21)), similar=False),
    ),
    standing=(PercentileReason(71),),
    changes=(),
    since=(_since(),),
    not_measured=(NotMeasuredReason(("youtube",), Metric.VIEWS, Why.NOT_IN_MODEL),),
    notes=(NoteReason(Note(NoteKind.FOLLOWERS_UNCHECKED, "youtube", 12_400)),),
    advice=(),
)
SCORE: dict[str, Any] = {
    "id": "0193567a-6c1e-7d40-9a39-6f2f1c1f7a10",
    "state": "scored",
    "value": 54,
    "interval": {"low": 48, "high": 61, "level": 0.8},
    "factors": {"reach": 33, "engagement": 21, "network": 0},
    "contributions": [
        {
            "factor": "base",
            "network": "",
            "kind": "base",
            "points": 0,
            "counted": None,
            "unit": "",
        },
        {
            "factor": "reach",
            "network": "youtube",
            "kind": "subscribers",
            "points": 33,
            "counted": 12_400,
            "unit": "subscribers",
        },
        {
            "factor": "engagement",
            "network": "youtube",
            "kind": "comment",
            "points": 21,
            "counted": 31,
            "unit": "people",
        },
    ],
    "not_measured": [{"network": "youtube", "metric": "views", "reason": "not_in_model"}],
    "percentile": 71,
    "weighted": None,
    "networks": ["youtube"],
    "model_version": _MODEL,
    "computed_at": _AT.isoformat(),
    "visible_until": (_AT + timedelta(days=60)).isoformat(),
    "contested": False,
}


def _example(name: str, language: Language) -> OpenApiExample:
    told = in_words(_EXPLANATION, Speaker("Ada"), language)
    return OpenApiExample(name, {**SCORE, "explanation": told}, response_only=True)


EXPLAINED = [_example("In English", ENGLISH), _example("In German", GERMAN)]
