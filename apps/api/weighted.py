"""The value under an opening's own weights, as the API tells it: beside the standard score."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.core.exceptions import ObjectDoesNotExist
from rest_framework import serializers

from apps.api.parts import IntervalSerializer, interval
from apps.candidates.models import Opening
from apps.scoring.engine.weighted import WeightedScore
from apps.scoring.models import Score

OPENING = "consent__invitation__opening"  # what has to be joined


class WeightsSerializer(serializers.Serializer[Any]):
    """Each a multiple of the standard weight."""

    reach = serializers.FloatField()
    engagement = serializers.FloatField()
    network = serializers.FloatField()


class WeightedLineSerializer(serializers.Serializer[Any]):
    factor = serializers.CharField(help_text="reach, engagement, network, or base, limit")
    network = serializers.CharField(allow_blank=True)
    kind = serializers.CharField()
    points = serializers.IntegerField()


class WeightedSerializer(serializers.Serializer[Any]):
    """Never instead of the standard score: comparisons and lists go by that. ``weights`` are those
    that were counted; ``contributions`` add up to ``value``, and are empty for what was computed
    before they were kept."""

    opening = serializers.UUIDField(help_text="The opening that the score was shared for.")
    value = serializers.IntegerField(min_value=1, max_value=100)
    interval = IntervalSerializer()
    weights = WeightsSerializer()
    reason = serializers.CharField(help_text="Why these weights, in the team's words.")
    contributions = WeightedLineSerializer(many=True)


def weighted_of(score: Score, weighted: WeightedScore | None) -> dict[str, Any] | None:
    """With ``OPENING`` joined, or ``asked_for`` set; None for the standard weights, and
    where the consent that it was computed under counts no more."""
    if weighted is None:
        return None
    opening, reason = vars(score).get("asked_for") or _joined(score)
    if opening is None:
        return None
    return {
        "opening": opening,
        "value": weighted.value,
        "interval": interval(weighted.low, weighted.high),
        "weights": {
            "reach": weighted.reach,
            "engagement": weighted.engagement,
            "network": weighted.network,
        },
        "reason": reason,
        "contributions": _lines(weighted),
    }


def _joined(score: Score) -> tuple[UUID | None, str]:
    try:
        opening: Opening = score.consent.invitation.opening
    except ObjectDoesNotExist:  # the consent is behind the wall already
        return None, ""
    return opening.pk, opening.weights_reason


def _lines(weighted: WeightedScore) -> list[dict[str, Any]]:
    lines = weighted.lines
    if lines is None:
        return []
    found = [_line("base", "", "base", lines.base)]
    found += [_line(leaf.factor, leaf.network, leaf.kind, leaf.points) for leaf in lines.leaves]
    return [*found, _line("limit", "", "limit", lines.clipped)] if lines.clipped else found


def _line(factor: str, network: str, kind: str, points: int) -> dict[str, Any]:
    return {"factor": str(factor), "network": network, "kind": str(kind), "points": points}
