from __future__ import annotations

from typing import Any

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.request import Request
from rest_framework.response import Response

from apps.api.serializers import InvitationRequestSerializer, InvitationSerializer
from apps.api.views.base import OrganisationView
from apps.candidates.actions import candidates, invitations
from apps.candidates.models import Opening
from apps.organisations.models.api_key import ApiScope


class Invitations(OrganisationView):
    writes = ApiScope.INVITE

    @extend_schema(
        request=InvitationRequestSerializer,
        responses={201: InvitationSerializer},
        operation_id="invite",
    )
    def post(self, request: Request) -> Response:
        """Invites somebody to share a score for an opening. The same order twice is one
        invitation."""
        wanted = InvitationRequestSerializer(data=request.data)
        wanted.is_valid(raise_exception=True)
        asked: dict[str, Any] = wanted.validated_data
        opening = get_object_or_404(Opening.objects.all(), pk=asked.pop("opening"))
        candidate = candidates.add(organisation=self.organisation, by=self.by, **asked)
        invitation = invitations.invite(candidate=candidate, opening=opening, by=self.by)
        return Response(InvitationSerializer(invitation).data, status=status.HTTP_201_CREATED)
