"""Comparisons as the API says them."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from apps.api.resources.candidates import CandidateSerializer
from apps.scoring.comparison import Unsaid


class VerdictSerializer(serializers.Serializer[Any]):
    a = serializers.UUIDField()
    b = serializers.UUIDField()
    verdict = serializers.ChoiceField(choices=["higher", "too_close"])
    higher = serializers.UUIDField(allow_null=True)
    points = serializers.IntegerField(help_text="a's score minus b's")
    probability_a = serializers.FloatField(
        help_text="How often somebody would judge a the more influential."
    )


class LeftOutSerializer(serializers.Serializer[Any]):
    a = serializers.UUIDField()
    b = serializers.UUIDField()
    reason = serializers.ChoiceField(
        choices=[each.value for each in Unsaid],
        help_text="no_score: one of them has none. other_model: the scores' model_version differs;"
        " after a change of the score model everybody is scored anew, so ask again later."
        " model_gone: that score model is known here no more.",
    )


class ComparisonSerializer(serializers.Serializer[Any]):
    candidates = CandidateSerializer(many=True)
    verdicts = VerdictSerializer(many=True)
    left_out = LeftOutSerializer(many=True, help_text="Pairs of which nothing can be said.")
    notice = serializers.CharField()
