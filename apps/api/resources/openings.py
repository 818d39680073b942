"""Openings as the API takes and says them."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

from drf_spectacular.utils import OpenApiExample, extend_schema_field
from rest_framework import serializers

from apps.api.bodies import StrictSerializer
from apps.api.weighted import WeightsSerializer
from apps.candidates.actions.openings import FACTORS, Weights
from apps.candidates.models import Opening
from apps.candidates.models.opening import WEIGHT_BOUNDS

LOWEST, HIGHEST = WEIGHT_BOUNDS
REASON = "Why online influence matters to this job. Without it nobody can be invited."


class CountsSerializer(serializers.Serializer[Any]):
    """How many people. Whoever declined is among those who wait."""

    people = serializers.IntegerField(help_text="Who are in the opening.")
    sharing = serializers.IntegerField(help_text="Of these, who share a score now.")
    invited = serializers.IntegerField(help_text="Whose invitation was not taken back.")
    waiting = serializers.IntegerField(help_text="Of these, who may still answer.")


class OpeningSerializer(serializers.ModelSerializer[Opening]):
    """``counts`` is there where ``expand=counts`` asks for it."""

    weights = serializers.SerializerMethodField()
    counts = serializers.SerializerMethodField()

    class Meta:
        model = Opening
        fields = [
            "id",
            "title",
            "place",
            "reason",
            "blind",
            "created_at",
            "closed_at",
            "weights",
            "weights_reason",
            "weights_fixed_at",
            "counts",
        ]

    @extend_schema_field(WeightsSerializer)
    def get_weights(self, opening: Opening) -> dict[str, float]:
        return {factor: float(getattr(opening, f"{factor}_weight")) for factor in FACTORS}

    @extend_schema_field(CountsSerializer(allow_null=True))
    def get_counts(self, opening: Opening) -> dict[str, int] | None:
        return CountsSerializer(opening).data if hasattr(opening, "people") else None


def _weight() -> serializers.DecimalField:
    return serializers.DecimalField(
        max_digits=4,
        decimal_places=2,
        min_value=LOWEST,
        max_value=HIGHEST,
        default=Decimal(1),
        coerce_to_string=False,
    )


class OwnWeightsSerializer(StrictSerializer):
    """Each a multiple of the standard weight, from 0.5 to 2. Fixed from the first score on."""

    reach = _weight()
    engagement = _weight()
    network = _weight()


class NewOpeningSerializer(StrictSerializer):
    """A job to be filled."""

    title = serializers.CharField(max_length=120)
    place = serializers.CharField(max_length=120, default="", allow_blank=True)
    reason = serializers.CharField(max_length=1000, default="", allow_blank=True, help_text=REASON)
    blind = serializers.BooleanField(
        default=False, help_text="Pages hide who people are until somebody decides about them."
    )
    weights = OwnWeightsSerializer(required=False)
    weights_reason = serializers.CharField(
        max_length=1000,
        default="",
        allow_blank=True,
        help_text="Needed as soon as a weight is not 1. Candidates read it too.",
    )


class ChangedOpeningSerializer(NewOpeningSerializer):
    """What is left out stays as it is."""


def weights_of(asked: dict[str, Any], before: Weights) -> Weights:
    """Those that were asked for, the others as before."""
    return replace(before, **asked.get("weights", {}))


_OPENING = {
    "id": "01935679-2c2e-7b1c-8f63-5b9a1d2e3f40",
    "title": "Community Manager",
    "place": "Hamburg",
    "reason": "You will speak for us in public and bring partners into the community.",
    "blind": False,
    "created_at": "2026-11-02T09:30:00Z",
    "closed_at": None,
    "weights": {"reach": 1.0, "engagement": 1.5, "network": 1.0},
    "weights_reason": "The job is to answer people, more than to be seen by many.",
    "weights_fixed_at": None,
    "counts": None,
}
ANSWER = OpenApiExample("An opening", _OPENING, response_only=True)
ORDER = OpenApiExample(
    "With weights of its own",
    {key: _OPENING[key] for key in ("title", "place", "reason", "weights", "weights_reason")},
    request_only=True,
)
CHANGE = OpenApiExample("Another place", {"place": "Hamburg or remote"}, request_only=True)
