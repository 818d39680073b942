from __future__ import annotations

from itertools import combinations
from typing import Any
from uuid import UUID

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.exceptions import NotFound
from rest_framework.request import Request
from rest_framework.response import Response

from apps.api.faults import BadParameter
from apps.api.resources import shown
from apps.api.resources.candidates import CandidateSerializer, applied
from apps.api.resources.comparison import ComparisonSerializer
from apps.api.serializers import NOTICE
from apps.api.views.base import OrganisationView
from apps.api.weighted import OPENING
from apps.candidates.models import Candidate
from apps.scoring.actions import looks
from apps.scoring.comparison import FEWEST, MOST, verdict_between, why_unsaid
from apps.scoring.engine.compare import Verdict
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
        examples=[shown.one(shown.COMPARISON)],
        operation_id="compare_candidates",
    )
    def get(self, request: Request) -> Response:
        """Two to four people side by side, with what can be said of each pair, and of which
        pairs nothing can be said. Nobody is ranked."""
        candidates = _asked(request)
        looks.record(candidates=candidates, by=self.by, where="compare")
        pairs = [(a, b, verdict_between(a, b)) for a, b in combinations(candidates, 2)]
        return Response(
            {
                "candidates": CandidateSerializer(candidates, many=True).data,
                "verdicts": [_said(a, b, verdict) for a, b, verdict in pairs if verdict],
                "left_out": [_left_out(a, b) for a, b, verdict in pairs if not verdict],
                "notice": NOTICE,
            }
        )


def _asked(request: Request) -> list[Candidate]:
    try:
        ids = list(dict.fromkeys(UUID(text) for text in request.query_params.getlist("candidate")))
    except ValueError as error:
        raise BadParameter("candidate", "This is no id of a candidate.") from error
    if not FEWEST <= len(ids) <= MOST:
        raise BadParameter("candidate", f"Name {FEWEST} to {MOST} different candidates.")
    joined = listed().select_related(f"standing__score__{OPENING}")
    found = joined.prefetch_related(applied()).in_bulk(ids)
    if len(found) != len(ids):
        raise NotFound("At least one of these is no candidate of your organisation.")
    return [found[key] for key in ids]


def _said(a: Candidate, b: Candidate, verdict: Verdict) -> dict[str, Any]:
    higher = {"a": a.pk, "b": b.pk}.get(str(verdict.higher)) if verdict.higher else None
    return {
        "a": str(a.pk),
        "b": str(b.pk),
        "verdict": str(verdict.outcome),
        "higher": str(higher) if higher else None,
        "points": verdict.points,
        "probability_a": round(verdict.probability_a, 4),
    }


def _left_out(a: Candidate, b: Candidate) -> dict[str, str]:
    return {"a": str(a.pk), "b": str(b.pk), "reason": str(why_unsaid(a, b))}
