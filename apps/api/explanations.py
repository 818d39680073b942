"""Why a score is what it is, for programs: typed reasons, each with its sentence.

What would raise it is not among them: that is for the person alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_language
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from apps.api.reasons import ReasonSerializer, plain
from apps.api.serializers import ScoreSerializer
from apps.scoring import explained
from apps.scoring.engine.explain import Explanation, explain
from apps.scoring.engine.history import Period
from apps.scoring.engine.reasons import Reason
from apps.scoring.engine.result import ScoreResult
from apps.scoring.engine.sentences import LANGUAGES, Language, Speaker, language_of
from apps.scoring.models import Score
from apps.scoring.present.words import about


class SinceSerializer(serializers.Serializer[Any]):
    """``change`` is "change", or "gap" where there is no score to compare with. The points of
    ``lines`` add up to those of ``change``."""

    period = serializers.ChoiceField(choices=[period.value for period in Period])
    change = ReasonSerializer()
    factors = ReasonSerializer(many=True)
    lines = ReasonSerializer(many=True)


class ExplanationSerializer(serializers.Serializer[Any]):
    language = serializers.ChoiceField(choices=[*LANGUAGES], help_text="Of the sentences.")
    summary = ReasonSerializer(
        many=True, help_text="What carried the score; without one, what is missing for it."
    )
    standing = ReasonSerializer(many=True, help_text="Against the reference group.")
    since = SinceSerializer(many=True, help_text="What moved since a day, a week, a month ago.")
    not_measured = ReasonSerializer(many=True)
    notes = ReasonSerializer(many=True, help_text="What was counted for less, and why.")


class ExplainedScoreSerializer(ScoreSerializer):
    """A score with its reasons, as data and as sentences."""

    explanation = serializers.SerializerMethodField()

    @extend_schema_field(ExplanationSerializer)
    def get_explanation(self, shown: object) -> dict[str, Any]:
        told: dict[str, Any] = self.context["explanation"]
        return told

    def to_representation(self, score: Score) -> dict[str, Any]:
        return {**super().to_representation(score), "explanation": self.get_explanation(score)}


def spoken() -> Language:
    """Asked for by Accept-Language."""
    return language_of(get_language())


def in_language[R: HttpResponseBase](response: R, language: Language) -> R:
    """Says which language an answer is in, and that another one may be asked for."""
    response.headers["Content-Language"] = language.code
    patch_vary_headers(response, ["Accept-Language"])
    return response


def explanation_of(score: Score, *, name: str, language: Language) -> dict[str, Any]:
    """For ``ExplanationSerializer``, about somebody of that name. Two queries."""
    result = ScoreResult.from_json(score.result)
    scores = list(Score.objects.history(score.candidate_id, now=timezone.now()))
    before = explained.before(score.computed_at, scores)
    return in_words(explain(result, before=before), about(name), language)


def in_words(found: Explanation, who: Speaker, language: Language) -> dict[str, Any]:
    def told(reasons: Sequence[Reason]) -> list[dict[str, Any]]:
        return [plain(reason, who, language) for reason in reasons]

    return {
        "language": language.code,
        "summary": told(found.summary),
        "standing": told(found.standing),
        "since": [
            {
                "period": each.period.value,
                "change": plain(each.change, who, language),
                "factors": told(each.factors),
                "lines": told(each.lines),
            }
            for each in found.since
        ],
        "not_measured": told(found.not_measured),
        "notes": told(found.notes),
    }
