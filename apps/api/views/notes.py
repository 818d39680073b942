from __future__ import annotations

from uuid import UUID

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.response import Response

from apps.api.pagination import envelope, list_of, page_of
from apps.api.resources import shown
from apps.api.resources.members import named
from apps.api.resources.notes import (
    NOTE,
    NotedSerializer,
    NoteRequestSerializer,
    NoteSerializer,
    RemovalRequestSerializer,
)
from apps.api.views.base import OrganisationView
from apps.api.views.openings import PAGING
from apps.candidates.actions import notes
from apps.candidates.models import Candidate, Note, Opening
from apps.organisations.models import Membership
from apps.organisations.permissions import Permission, may


class Notes(OrganisationView):
    @extend_schema(
        parameters=PAGING,
        responses=list_of(NoteSerializer),
        examples=[shown.page(shown.NOTE)],
        operation_id="list_notes",
    )
    def get(self, request: Request, candidate_id: UUID) -> Response:
        """What the team wrote down about a candidate, newest first. Of a removed note the mark is
        left, without its words."""
        found = Note.objects.filter(candidate=_candidate(candidate_id))
        page = page_of(request, found, key="id", descending=True)
        return Response(envelope(request, page, NoteSerializer(page.rows, many=True).data))

    @extend_schema(
        request=NoteRequestSerializer,
        responses={201: NotedSerializer},
        examples=[NOTE],
        operation_id="create_note",
    )
    def post(self, request: Request, candidate_id: UUID) -> Response:
        """Writes a note in a member's name. Its words cannot be edited. The same words of the same
        author as the newest note are that note."""
        asked = self.sent(NoteRequestSerializer)
        candidate = _candidate(candidate_id)
        by = named(asked["author"], Permission.WRITE_NOTES, field="author", key=self.key)
        opening = _opening(candidate, asked["opening"])
        note = notes.add(candidate=candidate, text=asked["text"], opening=opening, by=by)
        return Response(NotedSerializer(note).data, status=status.HTTP_201_CREATED)


class NoteRemoval(OrganisationView):
    @extend_schema(
        request=RemovalRequestSerializer, responses=NotedSerializer, operation_id="remove_note"
    )
    def post(self, request: Request, candidate_id: UUID, note_id: UUID) -> Response:
        """The words go for good. Its author may, and so may admins. Twice is once."""
        asked = self.sent(RemovalRequestSerializer)
        note = get_object_or_404(Note.objects.filter(candidate=candidate_id), pk=note_id)
        by = named(asked["removed_by"], Permission.WRITE_NOTES, field="removed_by", key=self.key)
        if note.author_id != by.user_id:
            _refuse_others(asked["removed_by"])
        return Response(NotedSerializer(notes.remove(note=note, by=by)).data)


def _refuse_others(user_id: UUID) -> None:
    if not may(Membership.objects.filter(user=user_id).first(), Permission.REMOVE_NOTES):
        told = "Only an admin removes the notes of others."
        raise ValidationError({"removed_by": [told]}, "may_not")


def _candidate(candidate_id: UUID) -> Candidate:
    return get_object_or_404(Candidate.objects.all(), pk=candidate_id)


def _opening(candidate: Candidate, opening_id: UUID | None) -> Opening | None:
    if opening_id is None:
        return None
    here = Opening.objects.filter(applications__candidate=candidate)
    return get_object_or_404(here, pk=opening_id)
