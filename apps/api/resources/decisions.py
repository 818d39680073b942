"""Decisions and states of applications as the API takes and says them."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import OpenApiExample, extend_schema_field
from rest_framework import serializers

from apps.api.bodies import StrictSerializer
from apps.candidates.models import Application, Decision, Kind, SeenScore
from apps.candidates.models.application import ON_THE_WAY, Status
from apps.candidates.models.decision import LONGEST_REASON

BY = "The member who decided, by the id of GET /members. No score and no program ever decides."


class SeenScoreSerializer(serializers.ModelSerializer[SeenScore]):
    class Meta:
        model = SeenScore
        fields = ["value", "low", "high", "model_version", "computed_at", "contested"]


class DecidedSerializer(serializers.ModelSerializer[Decision]):
    """What was decided, without why."""

    application = serializers.UUIDField(source="application_id")
    candidate = serializers.UUIDField(source="application.candidate_id")
    opening = serializers.UUIDField(source="application.opening_id")
    kind = serializers.ChoiceField(choices=Kind.values)
    decided_by = serializers.UUIDField(
        source="decided_by_id", allow_null=True, help_text="Null once that account has gone."
    )

    class Meta:
        model = Decision
        fields = ["id", "application", "candidate", "opening", "kind", "decided_at", "decided_by"]


class DecisionSerializer(DecidedSerializer):
    """What was decided and why. ``seen``: the score that stood there, while it may be seen."""

    seen = serializers.SerializerMethodField()

    class Meta(DecidedSerializer.Meta):
        fields = [*DecidedSerializer.Meta.fields, "reason", "seen"]

    @extend_schema_field(SeenScoreSerializer(allow_null=True))
    def get_seen(self, decision: Decision) -> dict[str, Any] | None:
        seen = getattr(decision, "seen", None)
        return dict(SeenScoreSerializer(seen).data) if seen else None


class DecisionRequestSerializer(StrictSerializer):
    """What a member decided about a candidate in an opening."""

    candidate = serializers.UUIDField()
    opening = serializers.UUIDField(help_text="One that the candidate is in.")
    kind = serializers.ChoiceField(choices=Kind.values)
    reason = serializers.CharField(
        max_length=LONGEST_REASON,
        help_text="Why, in a sentence or two. The person may read it. A score alone is no reason.",
    )
    decided_by = serializers.UUIDField(help_text=BY)
    score = serializers.UUIDField(
        required=False,
        allow_null=True,
        default=None,
        help_text="The id of the score that this member saw, to be kept with the decision.",
    )
    after = serializers.UUIDField(
        required=False,
        allow_null=True,
        default=None,
        help_text="The newest decision that this member has read. 409 where there is a newer one.",
    )


class ApplicationStateSerializer(serializers.ModelSerializer[Application]):
    candidate = serializers.UUIDField(source="candidate_id")
    opening = serializers.UUIDField(source="opening_id")
    status = serializers.ChoiceField(choices=Status.values)

    class Meta:
        model = Application
        fields = ["id", "candidate", "opening", "status", "created_at"]


class StatusRequestSerializer(StrictSerializer):
    """Where a member moves a person on to."""

    status = serializers.ChoiceField(
        choices=[status.value for status in ON_THE_WAY],
        help_text="What ends an application is a decision: see POST /decisions.",
    )
    moved_by = serializers.UUIDField(help_text="The member who moves the person on.")


_IDS = {
    "candidate": "0193567a-6c1e-7d40-9a39-000000000001",
    "opening": "01935679-2c2e-7b1c-8f63-5b9a1d2e3f40",
}
_MEMBER = "01935600-0c1e-7d40-9a39-00000000000a"
_REASON = "She has built two communities like ours, and both of us liked the talk with her."
ORDER = OpenApiExample(
    "To an interview",
    {**_IDS, "kind": "advance", "reason": _REASON, "decided_by": _MEMBER},
    request_only=True,
)
ANSWER = OpenApiExample(
    "Recorded",
    {
        "id": "0193567b-0c1e-7d40-9a39-6f2f1c1f7a10",
        "application": "0193567a-7777-7d40-9a39-6f2f1c1f7a10",
        **_IDS,
        "kind": "advance",
        "decided_at": "2026-11-23T11:05:00Z",
        "decided_by": _MEMBER,
    },
    response_only=True,
    status_codes=["201"],
)
MOVE = OpenApiExample(
    "Into review", {"status": "in_review", "moved_by": _MEMBER}, request_only=True
)
