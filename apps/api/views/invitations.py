from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import status
from rest_framework.request import Request
from rest_framework.response import Response

from apps.api.asked import choice, choice_of, identifier
from apps.api.pagination import envelope, list_of, page_of
from apps.api.questions import expanded, expansion
from apps.api.resources import shown
from apps.api.resources.invitations import (
    ANSWER,
    ORDER,
    InvitationRequestSerializer,
    InvitationSerializer,
)
from apps.api.views.base import OrganisationView
from apps.api.views.openings import PAGING
from apps.candidates.actions import candidates, invitations
from apps.candidates.models import Invitation, Opening
from apps.candidates.models.invitation import InvitationQuerySet, Source, State
from apps.organisations.models.api_key import ApiScope

PEOPLE = ["candidate"]
EXPAND = expansion(PEOPLE, "'person' says the candidate's name and address.")


class Invitations(OrganisationView):
    writes = ApiScope.INVITE

    @extend_schema(
        parameters=[
            OpenApiParameter("opening", UUID),
            OpenApiParameter("candidate", UUID),
            choice_of("state", State.values, "Without it, all of them."),
            choice_of("source", Source.values),
            EXPAND,
            *PAGING,
        ],
        responses=list_of(InvitationSerializer),
        examples=[shown.page(ANSWER.value)],
        operation_id="list_invitations",
    )
    def get(self, request: Request) -> Response:
        """Invitations, newest first, in states that never tell a refusal from silence."""
        people = bool(expanded(request, PEOPLE))
        page = page_of(request, _asked(request, people=people), key="id", descending=True)
        told = InvitationSerializer(page.rows, many=True, context={"people": people}).data
        return Response(envelope(request, page, told))

    @extend_schema(
        request=InvitationRequestSerializer,
        responses={201: InvitationSerializer},
        examples=[ORDER, ANSWER],
        operation_id="invite_candidate",
    )
    def post(self, request: Request) -> Response:
        """Invites somebody to share a score for an opening, by a letter. The same order twice is
        one invitation; who is known keeps name and place."""
        asked = self.sent(InvitationRequestSerializer)
        opening = get_object_or_404(Opening.objects.all(), pk=asked.pop("opening"))
        candidate = candidates.add(organisation=self.organisation, by=self.by, **asked)
        invitation = invitations.invite(candidate=candidate, opening=opening, by=self.by)
        return _told(invitation, status.HTTP_201_CREATED)


class OneInvitation(OrganisationView):
    @extend_schema(
        parameters=[EXPAND],
        responses=InvitationSerializer,
        examples=[ANSWER],
        operation_id="get_invitation",
    )
    def get(self, request: Request, invitation_id: UUID) -> Response:
        """One invitation."""
        people = bool(expanded(request, PEOPLE))
        found = get_object_or_404(Invitation.objects.with_people().with_state(), pk=invitation_id)
        return Response(InvitationSerializer(found, context={"people": people}).data)


class _Standing(OrganisationView):
    writes = ApiScope.INVITE

    def after(self, action: Callable[..., Invitation], invitation_id: UUID) -> Response:
        found = get_object_or_404(Invitation.objects.with_people(), pk=invitation_id)
        return _told(action(invitation=found, by=self.by), status.HTTP_200_OK)


class InvitationReminding(_Standing):
    @extend_schema(request=None, responses=InvitationSerializer, operation_id="remind_candidate")
    def post(self, request: Request, invitation_id: UUID) -> Response:
        """Sends a reminder now, in the place of the next one that would go out by itself. Twice at
        once is one; 409 within a day of the last letter, or once all have been sent."""
        return self.after(invitations.remind, invitation_id)


class InvitationResending(_Standing):
    @extend_schema(request=None, responses=InvitationSerializer, operation_id="resend_invitation")
    def post(self, request: Request, invitation_id: UUID) -> Response:
        """A new link with a new end; the older one opens nothing any more. Each call sends a
        letter, three a day at most: send an Idempotency-Key."""
        return self.after(invitations.resend, invitation_id)


class InvitationRevoking(_Standing):
    @extend_schema(request=None, responses=InvitationSerializer, operation_id="revoke_invitation")
    def post(self, request: Request, invitation_id: UUID) -> Response:
        """The link opens nothing any more. A consent that was given stays the person's to
        withdraw. Twice is once."""
        return self.after(invitations.revoke, invitation_id)


def _asked(request: Request, *, people: bool) -> InvitationQuerySet:
    found = Invitation.objects.with_people() if people else Invitation.objects.all()
    for name in ("opening", "candidate"):
        if known := identifier(request, name):
            found = found.filter(**{name: known})
    if source := choice(request, "source", Source.values):
        found = found.filter(source=source)
    state = choice(request, "state", State.values)
    return found.in_state(state) if state else found.with_state()


def _told(invitation: Invitation, status_code: int) -> Response:
    told = Invitation.objects.with_state().get(pk=invitation.pk)
    return Response(InvitationSerializer(told).data, status=status_code)
