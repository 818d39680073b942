"""Candidates as the API says them, with what may come along."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any
from uuid import UUID

from django.db.models import F, Prefetch, QuerySet
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from apps.api.questions import expansion
from apps.api.resources.decisions import DecidedSerializer
from apps.api.resources.invitations import InvitationSerializer
from apps.api.resources.openings import OpeningSerializer
from apps.api.serializers import ScoreSerializer, score_told
from apps.api.weighted import OPENING
from apps.candidates.models import Application, Candidate, Decision, Invitation
from apps.scoring.listing import STATES

ALONG = ["decisions", "invitations", "openings"]
EXPAND = expansion(ALONG, "What comes along with each candidate, else null.")


_ASKED = f"standing__score__{OPENING}"  # three models a person, of which two words are told
_PLAIN = ("id", "name", "email", "place", "state")


class ApplicationSerializer(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    opening = serializers.UUIDField(source="opening_id")
    status = serializers.CharField()


class CandidateSerializer(serializers.ModelSerializer[Candidate]):
    """``score`` is null where nothing is shared or nothing could be scored yet."""

    state = serializers.ChoiceField(choices=STATES)
    applications = ApplicationSerializer(many=True, source="applied")
    score = serializers.SerializerMethodField()
    decisions = serializers.SerializerMethodField()
    invitations = serializers.SerializerMethodField()
    openings = serializers.SerializerMethodField()

    class Meta:
        model = Candidate
        fields = ["id", "name", "email", "place", "state", "applications", "score", *ALONG]

    @extend_schema_field(ScoreSerializer(allow_null=True))
    def get_score(self, candidate: Candidate) -> dict[str, Any] | None:
        standing = getattr(candidate, "standing", None)
        if standing is None or standing.score is None:
            return None
        standing.score.contested = candidate.contested
        if "weights_reason" in vars(candidate):
            standing.score.asked_for = _asked_for(candidate)
        return score_told(standing.score)

    @extend_schema_field(DecidedSerializer(many=True, allow_null=True))
    def get_decisions(self, candidate: Candidate) -> Any:
        if "decisions" not in self._expanded:
            return None
        here = applied_of(candidate)
        made = [each for application in here for each in application.decisions.all()]
        newest_first = sorted(made, key=lambda decision: decision.pk, reverse=True)
        return DecidedSerializer(newest_first, many=True).data

    @extend_schema_field(InvitationSerializer(many=True, allow_null=True))
    def get_invitations(self, candidate: Candidate) -> Any:
        if "invitations" not in self._expanded:
            return None
        return InvitationSerializer(candidate.invitations.all(), many=True).data

    @extend_schema_field(OpeningSerializer(many=True, allow_null=True))
    def get_openings(self, candidate: Candidate) -> Any:
        if "openings" not in self._expanded:
            return None
        here = [application.opening for application in applied_of(candidate)]
        return OpeningSerializer(here, many=True).data

    @property
    def _expanded(self) -> Collection[str]:
        along: Collection[str] = self.context.get("expanded", ())
        return along

    def to_representation(self, candidate: Candidate) -> dict[str, Any]:
        """By hand: fifty of them are most of the time of a list."""
        told = {
            name: getattr(candidate, name) for name in ("id", "name", "email", "place", "state")
        }
        told["applications"] = [
            {"id": each.pk, "opening": each.opening_id, "status": each.status}
            for each in applied_of(candidate)
        ]
        told["score"] = self.get_score(candidate)
        return told | {name: getattr(self, f"get_{name}")(candidate) for name in ALONG}


def applied(along: Collection[str] = ()) -> Prefetch[str, QuerySet[Application], str]:
    """Their applications as a plain list: a manager for each of fifty people takes longer than
    anything else about a list."""
    found = Application.objects.all()
    if "openings" in along:
        found = found.select_related("opening")
    if "decisions" in along:
        made = Decision.objects.select_related("application")
        found = found.prefetch_related(Prefetch("decisions", made))
    return Prefetch("applications", found, to_attr="applied")


def applied_of(candidate: Candidate) -> list[Application]:
    """Where ``applied`` was joined."""
    found: list[Application] = vars(candidate)["applied"]
    return found


def _asked_for(candidate: Candidate) -> tuple[UUID | None, str]:
    """Which opening the score was shared for, and why it weighs as it does."""
    told = vars(candidate)
    return told["asked_for"], told["weights_reason"]


def with_scores(queryset: QuerySet[Candidate], along: Collection[str] = ()) -> QuerySet[Candidate]:
    """As ``CandidateSerializer`` wants them; at most one query more for each thing along."""
    found = (
        queryset.select_related("standing__score")
        .annotate(asked_for=F(f"{_ASKED}_id"), weights_reason=F(f"{_ASKED}__weights_reason"))
        .defer("standing__score__draws", "standing__score__amounts")
        .prefetch_related(applied(along))
    )
    if "invitations" in along:
        asked = Invitation.objects.with_state().order_by("-id")
        found = found.prefetch_related(Prefetch("invitations", asked))
    return found
