"""Notes and answered contests as the API takes and says them."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import OpenApiExample
from rest_framework import serializers

from apps.api.bodies import StrictSerializer
from apps.candidates.models import Note
from apps.candidates.models.note import LONGEST_NOTE
from apps.scoring.models import Contest, Outcome
from apps.scoring.models.contest import LONGEST


class NotedSerializer(serializers.ModelSerializer[Note]):
    """That there is a note, without its words."""

    candidate = serializers.UUIDField(source="candidate_id")
    opening = serializers.UUIDField(
        source="opening_id", allow_null=True, help_text="Null: about the person in all openings."
    )
    author = serializers.UUIDField(
        source="author_id", allow_null=True, help_text="Null once that account has gone."
    )

    class Meta:
        model = Note
        fields = ["id", "candidate", "opening", "author", "created_at", "removed_at"]


class NoteSerializer(NotedSerializer):
    """What a member wrote down."""

    class Meta(NotedSerializer.Meta):
        fields = [*NotedSerializer.Meta.fields, "text"]
        extra_kwargs: dict[str, Any] = {"text": {"help_text": "Empty once it was removed."}}


class NoteRequestSerializer(StrictSerializer):
    """What a member writes down."""

    text = serializers.CharField(
        max_length=LONGEST_NOTE, help_text="The team reads it, and the person may ask to."
    )
    author = serializers.UUIDField(help_text="The member who wrote it, as in GET /members.")
    opening = serializers.UUIDField(
        required=False, allow_null=True, default=None, help_text="One that the candidate is in."
    )


class RemovalRequestSerializer(StrictSerializer):
    """Who removes the words."""

    removed_by = serializers.UUIDField(help_text="The member who removes it.")


class AnsweredSerializer(serializers.ModelSerializer[Contest]):
    """That a contest was answered, without the words."""

    candidate = serializers.UUIDField(source="candidate_id")
    outcome = serializers.ChoiceField(choices=Outcome.values, allow_blank=True)
    answered_by = serializers.UUIDField(source="answered_by_id", allow_null=True)

    class Meta:
        model = Contest
        fields = ["id", "candidate", "contested_at", "outcome", "answered_at", "answered_by"]


class ContestSerializer(AnsweredSerializer):
    """``score``: the one that stood there; null where that has gone meanwhile."""

    score = serializers.UUIDField(source="score_id", allow_null=True)

    class Meta(AnsweredSerializer.Meta):
        fields = [*AnsweredSerializer.Meta.fields, "score", "text", "answer"]


class AnswerRequestSerializer(StrictSerializer):
    """What a member answers."""

    outcome = serializers.ChoiceField(
        choices=Outcome.values,
        help_text="upheld: the score stands. recomputed: the accounts are read again now. removed:"
        " what was shared with you ends.",
    )
    answer = serializers.CharField(
        max_length=LONGEST, help_text="The person reads exactly this, with the member's name."
    )
    answered_by = serializers.UUIDField(help_text="The member who answers, as in GET /members.")


_MEMBER = "01935600-0c1e-7d40-9a39-00000000000a"
NOTE = OpenApiExample(
    "About the person",
    {"text": "Speaks Danish too, and could begin in March.", "author": _MEMBER},
    request_only=True,
)
UPHELD = OpenApiExample(
    "The score stands",
    {
        "outcome": "upheld",
        "answer": "We looked at your account with you: the videos of last year are all in it.",
        "answered_by": _MEMBER,
    },
    request_only=True,
)
