"""Invitations as the API takes and says them. Nothing here tells a refusal from silence."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import OpenApiExample, extend_schema_field
from rest_framework import serializers

from apps.api.bodies import StrictSerializer
from apps.candidates.models import Candidate, Invitation
from apps.candidates.models.invitation import Source, State

MOST = 1_000  # people in one call


class InvitedPersonSerializer(StrictSerializer):
    """Who is invited. Who is known by this address keeps name and place."""

    name = serializers.CharField(max_length=120)
    email = serializers.EmailField(
        max_length=254, help_text="Only somebody who owns this address can answer."
    )
    place = serializers.CharField(max_length=120, required=False, default="", allow_blank=True)


class InvitationRequestSerializer(InvitedPersonSerializer):
    """Who is invited, and to what."""

    opening = serializers.UUIDField()


class ManyInvitationsSerializer(StrictSerializer):
    """Whom to invite to one opening."""

    opening = serializers.UUIDField()
    people = serializers.ListField(child=InvitedPersonSerializer(), min_length=1, max_length=MOST)


class UnreadLinesSerializer(StrictSerializer):
    """``ManyInvitationsSerializer`` whose lines are read one by one, so that a wrong one stops
    nobody else."""

    opening = serializers.UUIDField()
    people = serializers.ListField(child=serializers.JSONField(), min_length=1, max_length=MOST)


class InvitedSerializer(serializers.ModelSerializer[Candidate]):
    class Meta:
        model = Candidate
        fields = ["id", "name", "email", "place"]


class InvitationSerializer(serializers.ModelSerializer[Invitation]):
    """``person`` is there where ``expand=candidate`` asks for it."""

    candidate = serializers.UUIDField(source="candidate_id")
    opening = serializers.UUIDField(source="opening_id")
    state = serializers.ChoiceField(
        choices=State.values,
        help_text="Whoever declined, or took a consent back, is in the state of somebody who never"
        " answered.",
    )
    source = serializers.ChoiceField(choices=Source.values)  # type: ignore[assignment]  # a field's name
    person = serializers.SerializerMethodField()

    class Meta:
        model = Invitation
        fields = [
            "id",
            "candidate",
            "opening",
            "state",
            "source",
            "created_at",
            "sent_at",
            "reminders_sent",
            "reminded_at",
            "expires_at",
            "revoked_at",
            "person",
        ]

    @extend_schema_field(InvitedSerializer(allow_null=True))
    def get_person(self, invitation: Invitation) -> dict[str, Any] | None:
        asked = self.context.get("people")
        return dict(InvitedSerializer(invitation.candidate).data) if asked else None


class LineErrorSerializer(serializers.Serializer[Any]):
    pointer = serializers.CharField(help_text="Into the body, such as #/people/3/email.")
    code = serializers.CharField()
    detail = serializers.CharField()


class LineSerializer(serializers.Serializer[Any]):
    """One person of the call, in its order. Ids are there unless the line was refused."""

    line = serializers.IntegerField(help_text="Counted from 0, as in the body.")
    outcome = serializers.ChoiceField(choices=["invited", "already", "refused"])
    candidate = serializers.UUIDField(allow_null=True)
    invitation = serializers.UUIDField(allow_null=True)
    errors = LineErrorSerializer(many=True)  # type: ignore[assignment]  # as in a problem


class ManyInvitedSerializer(serializers.Serializer[Any]):
    """How many letters are on their way, whose invitation stood before, which lines are wrong."""

    invited = serializers.IntegerField()
    already = serializers.IntegerField()
    refused = serializers.IntegerField()
    lines = LineSerializer(many=True)


_ID = "0193567a-6c1e-7d40-9a39-6f2f1c1f7a10"
_CANDIDATE = "0193567a-6c1e-7d40-9a39-000000000001"
_OPENING = "01935679-2c2e-7b1c-8f63-5b9a1d2e3f40"
_ADA = {"name": "Ada Lindqvist", "email": "ada@example.com", "place": "Hamburg"}
ORDER = OpenApiExample("Somebody", {"opening": _OPENING, **_ADA}, request_only=True)
ANSWER = OpenApiExample(
    "On its way",
    {
        "id": _ID,
        "candidate": _CANDIDATE,
        "opening": _OPENING,
        "state": "waiting",
        "source": "team",
        "created_at": "2026-11-23T09:30:00Z",
        "sent_at": None,
        "reminders_sent": 0,
        "reminded_at": None,
        "expires_at": "2026-12-14T09:30:00Z",
        "revoked_at": None,
        "person": None,
    },
    response_only=True,
)
MANY_ORDER = OpenApiExample(
    "Two people, one without a complete address",
    {"opening": _OPENING, "people": [_ADA, {"name": "Bo", "email": "bo"}]},
    request_only=True,
)
MANY_ANSWER = OpenApiExample(
    "One letter goes out",
    {
        "invited": 1,
        "already": 0,
        "refused": 1,
        "lines": [
            {
                "line": 0,
                "outcome": "invited",
                "candidate": _CANDIDATE,
                "invitation": _ID,
                "errors": [],
            },
            {
                "line": 1,
                "outcome": "refused",
                "candidate": None,
                "invitation": None,
                "errors": [
                    {
                        "pointer": "#/people/1/email",
                        "code": "invalid",
                        "detail": "Enter a valid email address.",
                    }
                ],
            },
        ],
    },
    response_only=True,
)
