"""What the API says, as plain serializers over rows that were loaded before."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from apps.api.parts import IntervalSerializer, interval
from apps.api.weighted import WeightedSerializer, weighted_of
from apps.scoring.engine.result import ScoreResult
from apps.scoring.models import Score

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
    """The contributions add up to ``value``. Rows have ``weighted.OPENING`` joined and
    ``contested`` annotated."""

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
        result = ScoreResult.from_json(score.result)
        shown = score.value is not None
        return {
            "id": score.pk,
            "state": score.state,
            "value": score.value,
            "interval": interval(score.low, score.high) if shown else None,
            "factors": {f.factor.value: f.points for f in result.factors} if shown else None,
            "contributions": contributions(result) if shown else [],
            "not_measured": [
                {"network": gap.network, "metric": gap.metric, "reason": gap.why}
                for gap in result.not_measured
            ],
            "percentile": score.percentile,
            "weighted": weighted_of(score, result.weighted),
            "networks": score.networks,
            "model_version": score.model_version,
            "computed_at": score.computed_at,
            "visible_until": score.visible_until,
            "contested": score.contested,
        }


def contributions(result: ScoreResult) -> list[dict[str, Any]]:
    """All lines of the sum: base line, leaves, and what clipping took or gave."""
    lines: list[dict[str, Any]] = [_line("base", "", "base", result.base, None, "")]
    lines += [
        _line(leaf.factor, leaf.network, leaf.kind, leaf.points, leaf.counted, leaf.unit)
        for leaf in result.leaves
    ]
    if result.clipped:
        lines.append(_line("limit", "", "limit", result.clipped, None, ""))
    return lines


def _line(
    factor: str, network: str, kind: str, points: int, counted: int | None, unit: str
) -> dict[str, Any]:
    return {
        "factor": str(factor),
        "network": network,
        "kind": str(kind),
        "points": points,
        "counted": counted,
        "unit": str(unit),
    }
