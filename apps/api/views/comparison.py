from __future__ import annotations

from itertools import combinations
from typing import Any
from uuid import UUID

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.exceptions import NotFound, ValidationError
from rest_framework.request import Request
from rest_framework.response import Response

from apps.api.serializers import NOTICE, CandidateSerializer, ComparisonSerializer
from apps.api.views.base import OrganisationView
from apps.api.weighted import OPENING
from apps.candidates.models import Candidate
from apps.scoring.actions import looks
from apps.scoring.comparison import FEWEST, MOST, verdict_between
from apps.scoring.listing import listed

_IDS = {
    "type": "array",
    "items": {"type": "string", "format": "uuid"},
    "minItems": FEWEST,
    "maxItems": MOST,
}


class Comparison(OrganisationView):
    @extend_schema(
        parameters=[OpenApiParameter("candidate", _IDS, required=True)],
        responses=ComparisonSerializer,
        operation_id="compare",
    )
    def get(self, request: Request) -> Response:
        """Two to four people side by side, with what can be said of each pair."""
        candidates = _asked(request)
        looks.record(candidates=candidates, by=self.by, where="compare")
        verdicts = [verdict for a, b in combinations(candidates, 2) if (verdict := _verdict(a, b))]
        return Response(
            {
                "candidates": CandidateSerializer(candidates, many=True).data,
                "verdicts": verdicts,
                "notice": NOTICE,
            }
        )


def _asked(request: Request) -> list[Candidate]:
    try:
        ids = list(dict.fromkeys(UUID(text) for text in request.query_params.getlist("candidate")))
    except ValueError as error:
        raise ValidationError({"candidate": ["This is no id of a candidate."]}) from error
    if not FEWEST <= len(ids) <= MOST:
        raise ValidationError({"candidate": [f"Name {FEWEST} to {MOST} different candidates."]})
    joined = listed().select_related(f"standing__score__{OPENING}")
    found = joined.prefetch_related("applications").in_bulk(ids)
    if len(found) != len(ids):
        raise NotFound("At least one of these is no candidate of your organisation.")
    return [found[key] for key in ids]


def _verdict(a: Candidate, b: Candidate) -> dict[str, Any] | None:
    verdict = verdict_between(a, b)
    if verdict is None:
        return None
    higher = {"a": a.pk, "b": b.pk}.get(str(verdict.higher)) if verdict.higher else None
    return {
        "a": str(a.pk),
        "b": str(b.pk),
        "verdict": str(verdict.outcome),
        "higher": str(higher) if higher else None,
        "points": verdict.points,
        "probability_a": round(verdict.probability_a, 4),
    }
