from __future__ import annotations

from uuid import UUID

from django.http import Http404
from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.request import Request
from rest_framework.response import Response

from apps.api.resources.public_links import (
    ORDER,
    PublicLinkRequestSerializer,
    PublicLinkSerializer,
)
from apps.api.views.base import OrganisationView
from apps.candidates.actions import public_links
from apps.candidates.models import Opening, PublicLink
from apps.core.refusals import Refused
from apps.organisations.models.api_key import ApiScope

NAMED = {"ends_on": "ends_at"}  # as a page's form calls it


class OpeningLink(OrganisationView):
    writes = ApiScope.INVITE

    @extend_schema(responses=PublicLinkSerializer, operation_id="get_public_link")
    def get(self, request: Request, opening_id: UUID) -> Response:
        """The address by which people ask for an invitation themselves; 404 before there is one."""
        link = get_object_or_404(PublicLink.objects.all(), opening=opening_id)
        return Response(PublicLinkSerializer(link).data)

    @extend_schema(
        request=PublicLinkRequestSerializer,
        responses=PublicLinkSerializer,
        examples=[ORDER],
        operation_id="open_public_link",
    )
    def put(self, request: Request, opening_id: UUID) -> Response:
        """Lets people in until then. A known link keeps its address and who came so far."""
        asked = self.sent(PublicLinkRequestSerializer)
        opening = _one(opening_id)
        try:
            link = public_links.switch_on(opening=opening, by=self.by, **asked)
        except Refused as why:
            field = NAMED.get(why.field, why.field)
            raise Refused(why.code, why.message, field=field) from why
        return Response(PublicLinkSerializer(link).data)

    @extend_schema(responses={204: None}, operation_id="close_public_link")
    def delete(self, request: Request, opening_id: UUID) -> Response:
        """Nobody comes in by it until it is opened again; who came stays. Twice is once."""
        public_links.switch_off(opening=_one(opening_id), by=self.by)
        return Response(status=status.HTTP_204_NO_CONTENT)


class OpeningLinkRenewal(OrganisationView):
    writes = ApiScope.INVITE

    @extend_schema(request=None, responses=PublicLinkSerializer, operation_id="renew_public_link")
    def post(self, request: Request, opening_id: UUID) -> Response:
        """Another address, which counts anew; the older one opens nothing any more. Each call makes
        one: send an Idempotency-Key."""
        link = public_links.renew(opening=_one(opening_id), by=self.by)
        if link is None:
            raise Http404("no link yet")
        return Response(PublicLinkSerializer(link).data)


def _one(opening_id: UUID) -> Opening:
    return get_object_or_404(Opening.objects.all(), pk=opening_id)
