"""What the API says, as plain serializers over rows that were loaded before."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rest_framework import serializers

from apps.api.parts import IntervalSerializer, interval
from apps.api.weighted import WeightedSerializer, weighted_of
from apps.scoring.engine.result import ScoreResult
from apps.scoring.models import Score

LINE = ("factor", "network", "kind", "points", "counted", "unit")
NOTICE = "A score describes perceived online influence. It does not measure job performance."


class FactorsSerializer(serializers.Serializer[Any]):
    reach = serializers.IntegerField()
    engagement = serializers.IntegerField()
    network = serializers.IntegerField()


class ContributionSerializer(serializers.Serializer[Any]):
    factor = serializers.CharField(help_text="reach, engagement, network, or base, limit")
    network = serializers.CharField(allow_blank=True)
    kind = serializers.CharField()
    points = serializers.IntegerField()
    counted = serializers.IntegerField(allow_null=True)
    unit = serializers.CharField(allow_blank=True)


class NotMeasuredSerializer(serializers.Serializer[Any]):
    network = serializers.CharField()
    metric = serializers.CharField(allow_null=True)
    reason = serializers.CharField()


class ScoreSerializer(serializers.Serializer[Any]):
    """The contributions add up to ``value``."""

    id = serializers.UUIDField()
    state = serializers.CharField(help_text="scored, provisional or too_little")
    value = serializers.IntegerField(allow_null=True, min_value=1, max_value=100)
    interval = IntervalSerializer(allow_null=True)
    factors = FactorsSerializer(allow_null=True)
    contributions = ContributionSerializer(many=True)
    not_measured = NotMeasuredSerializer(many=True)
    percentile = serializers.IntegerField(allow_null=True)
    weighted = WeightedSerializer(allow_null=True)
    networks = serializers.ListField(child=serializers.CharField())
    model_version = serializers.CharField()
    computed_at = serializers.DateTimeField()
    visible_until = serializers.DateTimeField()
    contested = serializers.BooleanField(
        help_text="The person says that it is wrong, and nobody has answered yet."
    )

    def to_representation(self, score: Score) -> dict[str, Any]:
        return score_told(score)


def score_told(score: Score) -> dict[str, Any]:
    """From the stored JSON as it is: reading fifty results as values would be most of the time of
    a list."""
    told, shown = score.result, score.value is not None
    weighted = ScoreResult.from_json(told).weighted if told.get("weighted") else None
    return {
        "id": score.pk,
        "state": score.state,
        "value": score.value,
        "interval": interval(score.low, score.high) if shown else None,
        "factors": {f["factor"]: f["points"] for f in told["factors"]} if shown else None,
        "contributions": contributions(told) if shown else [],
        "not_measured": [
            {"network": gap["network"], "metric": gap["metric"], "reason": gap["why"]}
            for gap in told["not_measured"]
        ],
        "percentile": score.percentile,
        "weighted": weighted_of(score, weighted),
        "networks": score.networks,
        "model_version": score.model_version,
        "computed_at": score.computed_at,
        "visible_until": score.visible_until,
        "contested": score.contested,
    }


def contributions(told: Mapping[str, Any]) -> list[dict[str, Any]]:
    """All lines of the sum of a stored result: base line, leaves, and what clipping took or
    gave."""
    lines = [_line("base", told["base"])]
    lines += [{name: leaf[name] for name in LINE} for leaf in told["leaves"]]
    return [*lines, _line("limit", told["clipped"])] if told["clipped"] else lines


def _line(kind: str, points: int) -> dict[str, Any]:
    plain = {"factor": kind, "network": "", "kind": kind, "points": points}
    return {**plain, "counted": None, "unit": ""}
