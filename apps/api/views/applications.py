from __future__ import annotations

from uuid import UUID

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from apps.api.asked import choice, choice_of, identifier
from apps.api.pagination import envelope, list_of, page_of
from apps.api.resources import shown
from apps.api.resources.decisions import MOVE, ApplicationStateSerializer, StatusRequestSerializer
from apps.api.resources.members import named
from apps.api.views.base import OrganisationView
from apps.api.views.openings import PAGING
from apps.candidates.actions import applications
from apps.candidates.models import Application
from apps.candidates.models.application import ApplicationQuerySet, Status
from apps.organisations.permissions import Permission


class Applications(OrganisationView):
    @extend_schema(
        parameters=[
            OpenApiParameter("candidate", UUID),
            OpenApiParameter("opening", UUID),
            choice_of("status", Status.values),
            *PAGING,
        ],
        responses=list_of(ApplicationStateSerializer),
        examples=[shown.page(shown.APPLICATION)],
        operation_id="list_applications",
    )
    def get(self, request: Request) -> Response:
        """Which candidate is in which opening, and how far; newest first."""
        page = page_of(request, _asked(request), key="id", descending=True)
        told = ApplicationStateSerializer(page.rows, many=True).data
        return Response(envelope(request, page, told))


class OneApplication(OrganisationView):
    @extend_schema(
        responses=ApplicationStateSerializer,
        examples=[shown.one(shown.APPLICATION)],
        operation_id="get_application",
    )
    def get(self, request: Request, application_id: UUID) -> Response:
        """One application."""
        return Response(ApplicationStateSerializer(_one(application_id)).data)

    @extend_schema(
        request=StatusRequestSerializer,
        responses=ApplicationStateSerializer,
        examples=[MOVE, shown.one(shown.APPLICATION)],
        operation_id="update_application",
    )
    def patch(self, request: Request, application_id: UUID) -> Response:
        """A member moves a person on. 409 for an application that a decision has ended."""
        asked = self.sent(StatusRequestSerializer)
        here = _one(application_id)
        by = named(asked["moved_by"], Permission.EDIT_STATUS, field="moved_by", key=self.key)
        moved = applications.set_status(application=here, status=asked["status"], by=by)
        return Response(ApplicationStateSerializer(moved).data)


def _one(application_id: UUID) -> Application:
    return get_object_or_404(Application.objects.all(), pk=application_id)


def _asked(request: Request) -> ApplicationQuerySet:
    found = Application.objects.all()
    for name in ("candidate", "opening"):
        if known := identifier(request, name):
            found = found.filter(**{name: known})
    status = choice(request, "status", Status.values)
    return found.filter(status=status) if status else found
