"""Public links of openings as the API takes and says them."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import OpenApiExample
from rest_framework import serializers

from apps.api.bodies import StrictSerializer
from apps.candidates.actions.public_links import MOST_PEOPLE, address_of
from apps.candidates.models import PublicLink


class PublicLinkSerializer(serializers.ModelSerializer[PublicLink]):
    opening = serializers.UUIDField(source="opening_id")
    address = serializers.SerializerMethodField(help_text="To put into an advert.")
    is_open = serializers.BooleanField(
        help_text="Whether it lets anybody in; a closed opening never does."
    )

    class Meta:
        model = PublicLink
        fields = ["opening", "address", "is_open", "ends_at", "most_people", "people", "closed_at"]
        extra_kwargs: dict[str, Any] = {
            "people": {"help_text": "Who came by the present address."},
        }

    def get_address(self, link: PublicLink) -> str:
        return address_of(link)


class PublicLinkRequestSerializer(StrictSerializer):
    """Until when, and for how many people, the link lets somebody in."""

    ends_at = serializers.DateTimeField(help_text="With its time zone, within the coming year.")
    most_people = serializers.IntegerField(min_value=1, max_value=MOST_PEOPLE)


ORDER = OpenApiExample(
    "Until the end of the year",
    {"ends_at": "2026-12-31T23:00:00Z", "most_people": 200},
    request_only=True,
)
