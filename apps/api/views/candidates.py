from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import CharField, IntegerField

from apps.api.examples import EXPLAINED, LANGUAGE, SCORE
from apps.api.explanations import ExplainedScoreSerializer, explanation_of, in_language, spoken
from apps.api.narrowing import FILTERS, asked_of
from apps.api.pagination import envelope, list_of, page_of, page_size
from apps.api.questions import expanded
from apps.api.resources import shown
from apps.api.resources.candidates import ALONG, EXPAND, CandidateSerializer, with_scores
from apps.api.resources.rows import Rows
from apps.api.serializers import NOTICE, ScoreSerializer
from apps.api.views.base import OrganisationView
from apps.api.views.openings import PAGING
from apps.api.weighted import OPENING
from apps.core.keyset import KeysetPage
from apps.scoring.actions import looks
from apps.scoring.engine.compare import close_gap
from apps.scoring.listing import listed
from apps.scoring.models import Score
from apps.scoring.models.contest import with_contested
from apps.scoring.released import active_model

TOO_CLOSE = IntegerField(help_text="So many points apart, or fewer: too close to call.")


class Candidates(OrganisationView):
    @extend_schema(
        parameters=[*FILTERS, EXPAND, *PAGING],
        responses=list_of(CandidateSerializer, too_close=TOO_CLOSE, notice=CharField()),
        examples=[shown.page(shown.CANDIDATE, too_close=9, notice=NOTICE)],
        operation_id="list_candidates",
    )
    def get(self, request: Request) -> Response:
        """Candidates with where they stand, the highest score first. The order of two whose scores
        are no more than ``too_close`` points apart says nothing."""
        along = expanded(request, ALONG)
        asked = asked_of(request)
        page: KeysetPage[Any] = asked.narrowing.page(
            with_scores(listed(asked.narrowing.opening_id), along) if along else Rows(),
            order=asked.order,
            descending=asked.descending,
            size=page_size(request),
            cursor=request.query_params.get("cursor"),
        )
        looks.record(candidates=page.rows, by=self.by, where="api")
        told = {"too_close": close_gap(active_model()), "notice": NOTICE}
        shown = CandidateSerializer(page.rows, many=True, context={"expanded": along}).data
        return Response(envelope(request, page, shown) | told)


class OneCandidate(OrganisationView):
    @extend_schema(
        parameters=[EXPAND],
        responses=CandidateSerializer,
        examples=[shown.one(shown.CANDIDATE)],
        operation_id="get_candidate",
    )
    def get(self, request: Request, candidate_id: UUID) -> Response:
        """One candidate with the newest score."""
        along = expanded(request, ALONG)
        candidate = get_object_or_404(with_scores(listed(), along), pk=candidate_id)
        looks.record(candidates=[candidate], by=self.by, where="api")
        return Response(CandidateSerializer(candidate, context={"expanded": along}).data)


class CandidateScore(OrganisationView):
    @extend_schema(
        parameters=LANGUAGE,
        responses=ExplainedScoreSerializer,
        examples=EXPLAINED,
        operation_id="get_score",
    )
    def get(self, request: Request, candidate_id: UUID) -> Response:
        """The newest score with its reasons; 404 where nothing is shared."""
        candidate = get_object_or_404(listed(), pk=candidate_id)
        scores = _own_scores()
        score = get_object_or_404(scores, standing__candidate=candidate)
        language = spoken()
        told = {"explanation": explanation_of(score, name=candidate.name, language=language)}
        looks.record(candidates=[candidate], by=self.by, where="api")
        return in_language(Response(ExplainedScoreSerializer(score, context=told).data), language)


class CandidateScores(OrganisationView):
    @extend_schema(
        parameters=PAGING,
        responses=list_of(ScoreSerializer),
        examples=[shown.page(SCORE)],
        operation_id="list_scores",
    )
    def get(self, request: Request, candidate_id: UUID) -> Response:
        """All scores under the present consent, newest first, each with its score model."""
        candidate = get_object_or_404(listed(), pk=candidate_id)
        scores = _own_scores().filter(candidate=candidate)
        page = page_of(request, scores, key="id", descending=True)
        looks.record(candidates=[candidate], by=self.by, where="api")
        return Response(envelope(request, page, ScoreSerializer(page.rows, many=True).data))


def _own_scores() -> QuerySet[Score]:
    """As ``ScoreSerializer`` wants them, in a query of their own."""
    joined = Score.objects.without_draws().select_related(OPENING)
    return with_contested(joined, consent="consent")
