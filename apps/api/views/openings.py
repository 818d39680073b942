from __future__ import annotations

from uuid import UUID

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from apps.api.pagination import (
    LARGEST_PAGE,
    PAGE_SIZE,
    envelope,
    list_of,
    page_of,
)
from apps.api.serializers import OpeningSerializer
from apps.api.views.base import OrganisationView
from apps.candidates.models import Opening

_SIZES = {"type": "integer", "minimum": 1, "maximum": LARGEST_PAGE, "default": PAGE_SIZE}
PAGING = [OpenApiParameter("cursor", str), OpenApiParameter("page_size", _SIZES)]


class Openings(OrganisationView):
    @extend_schema(parameters=PAGING, responses=list_of(OpeningSerializer), operation_id="openings")
    def get(self, request: Request) -> Response:
        """Openings, newest first."""
        page = page_of(request, Opening.objects.all(), key="id", descending=True)
        return Response(envelope(request, page, OpeningSerializer(page.rows, many=True).data))


class OneOpening(OrganisationView):
    @extend_schema(responses=OpeningSerializer, operation_id="opening")
    def get(self, request: Request, opening_id: UUID) -> Response:
        """One opening."""
        return Response(
            OpeningSerializer(get_object_or_404(Opening.objects.all(), pk=opening_id)).data
        )
