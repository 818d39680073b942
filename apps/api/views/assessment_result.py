"""A score for systems that speak HR-XML."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request

from apps.api.examples import LANGUAGE
from apps.api.explanations import in_language, spoken
from apps.api.negotiation import OneFormat
from apps.api.views.base import OrganisationView
from apps.scoring.actions import looks
from apps.scoring.listing import listed
from apps.scoring.present.hrxml import CONTENT_TYPE, assessment_result, written


class AssessmentResult(OrganisationView):
    content_negotiation_class = OneFormat

    @extend_schema(
        parameters=LANGUAGE,
        responses={(200, CONTENT_TYPE): OpenApiTypes.STR},
        operation_id="get_assessment_result",
    )
    def get(self, request: Request, candidate_id: UUID) -> HttpResponse:
        """The newest score as an AssessmentResult of HR-XML 2.5; 404 where nothing is shared. The
        interval stands in scores of the types x:interval-low and x:interval-high."""
        candidate = get_object_or_404(listed(), pk=candidate_id)
        score = get_object_or_404(written(), standing__candidate=candidate)
        language = spoken()
        document = assessment_result(score, language=language)
        looks.record(candidates=[candidate], by=self.by, where="api")
        return in_language(HttpResponse(document, content_type=CONTENT_TYPE), language)
