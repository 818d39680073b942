"""What several answers of the API are made of."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

LEVEL = 0.8


class IntervalSerializer(serializers.Serializer[Any]):
    low = serializers.IntegerField(min_value=1, max_value=100)
    high = serializers.IntegerField(min_value=1, max_value=100)
    level = serializers.FloatField(help_text=f"The share of draws inside: {LEVEL}.")


def interval(low: int | None, high: int | None) -> dict[str, Any]:
    return {"low": low, "high": high, "level": LEVEL}
