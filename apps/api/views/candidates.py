from __future__ import annotations

from uuid import UUID

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import CharField, IntegerField

from apps.api.examples import EXPLAINED, LANGUAGE
from apps.api.explanations import ExplainedScoreSerializer, explanation_of, in_language, spoken
from apps.api.pagination import envelope, list_of, page_of, page_size
from apps.api.serializers import NOTICE, CandidateSerializer, ScoreSerializer
from apps.api.views.base import OrganisationView
from apps.api.views.openings import PAGING
from apps.api.weighted import OPENING
from apps.candidates.models import Candidate
from apps.scoring.actions import looks
from apps.scoring.engine.compare import close_gap
from apps.scoring.listing import STATES, CandidateFilters, Order, listed
from apps.scoring.models import Score
from apps.scoring.models.contest import with_contested
from apps.scoring.narrowing import Narrowing
from apps.scoring.released import active_model

SORTABLE = [Order.SCORE, Order.REACH, Order.ENGAGEMENT, Order.NETWORK, Order.NAME]
_SCORE = {"type": "integer", "minimum": 1, "maximum": 100}
_POINTS = {"type": "integer", "minimum": 0, "maximum": 100}
FILTERS = [
    OpenApiParameter("ordering", str, enum=[f"{s}{o}" for o in SORTABLE for s in ("", "-")]),
    OpenApiParameter("opening", UUID),
    OpenApiParameter("score_min", _SCORE),
    OpenApiParameter("score_max", _SCORE),
    *(OpenApiParameter(f"{factor}_min", _POINTS) for factor in ("reach", "engagement", "network")),
    OpenApiParameter("network", str, description="One or more, separated by commas."),
    OpenApiParameter("state", str, enum=[state for state, _ in STATES], many=True),
    *PAGING,
]


TOO_CLOSE = IntegerField(help_text="So many points apart, or fewer: too close to call.")


class Candidates(OrganisationView):
    @extend_schema(
        parameters=FILTERS,
        responses=list_of(CandidateSerializer, too_close=TOO_CLOSE, notice=CharField()),
        operation_id="candidates",
    )
    def get(self, request: Request) -> Response:
        """Candidates with where they stand, the highest score first. The order of two whose scores
        are no more than ``too_close`` points apart says nothing."""
        order, descending = _ordering(request)
        narrowing = _narrowing(request)
        page = narrowing.page(
            with_scores(listed(narrowing.opening_id)),
            order=order,
            descending=descending,
            size=page_size(request),
            cursor=request.query_params.get("cursor"),
        )
        looks.record(candidates=page.rows, by=self.by, where="api")
        told = {"too_close": close_gap(active_model()), "notice": NOTICE}
        listed_here = CandidateSerializer(page.rows, many=True).data
        return Response(envelope(request, page, listed_here) | told)


class OneCandidate(OrganisationView):
    @extend_schema(responses=CandidateSerializer, operation_id="candidate")
    def get(self, request: Request, candidate_id: UUID) -> Response:
        """One candidate with the newest score."""
        candidate = get_object_or_404(with_scores(listed()), pk=candidate_id)
        looks.record(candidates=[candidate], by=self.by, where="api")
        return Response(CandidateSerializer(candidate).data)


class CandidateScore(OrganisationView):
    @extend_schema(
        parameters=LANGUAGE,
        responses=ExplainedScoreSerializer,
        examples=EXPLAINED,
        operation_id="candidate_score",
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
        parameters=PAGING, responses=list_of(ScoreSerializer), operation_id="candidate_scores"
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


def with_scores(queryset: QuerySet[Candidate]) -> QuerySet[Candidate]:
    return (
        queryset.select_related(f"standing__score__{OPENING}")
        .defer("standing__score__draws")
        .prefetch_related("applications")
    )


def _ordering(request: Request) -> tuple[Order, bool]:
    asked = request.query_params.get("ordering", "-score")
    if asked.removeprefix("-") not in SORTABLE:
        raise ValidationError(
            {"ordering": [f"Order by one of {', '.join(SORTABLE)}, with - for descending."]}
        )
    return Order(asked.removeprefix("-")), asked.startswith("-")


def _narrowing(request: Request) -> Narrowing:
    """Who has no score meets no bound of one."""
    filters = CandidateFilters(request.query_params)
    if not filters.is_valid():
        raise ValidationError({name: [*wrong] for name, wrong in filters.errors.items()})
    chosen = {name: value for name, value in filters.cleaned_data.items() if value is not None}
    bounded = any(name.endswith(("_min", "_max")) for name in chosen)
    networks = [part for part in chosen.pop("network", "").split(",") if part]
    only = {"unscored": "no"} if bounded else {}
    return Narrowing(_opening(request), {**chosen, "network": networks, **only})


def _opening(request: Request) -> UUID | None:
    asked = request.query_params.get("opening")
    try:
        return UUID(asked) if asked else None
    except ValueError as error:
        raise ValidationError({"opening": ["This is no id of an opening."]}) from error
