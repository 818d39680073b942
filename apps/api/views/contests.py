from __future__ import annotations

from uuid import UUID

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from apps.api.asked import choice, choice_of, identifier
from apps.api.pagination import envelope, list_of, page_of
from apps.api.resources import shown
from apps.api.resources.members import named
from apps.api.resources.notes import (
    UPHELD,
    AnsweredSerializer,
    AnswerRequestSerializer,
    ContestSerializer,
)
from apps.api.views.base import OrganisationView
from apps.api.views.openings import PAGING
from apps.organisations.permissions import Permission
from apps.pipeline import contests
from apps.scoring.models import Contest
from apps.scoring.models.contest import ContestQuerySet

STATES = ["open", "answered"]


class Contests(OrganisationView):
    @extend_schema(
        parameters=[
            choice_of("state", STATES, "Open ones wait for an answer."),
            OpenApiParameter("candidate", UUID),
            *PAGING,
        ],
        responses=list_of(ContestSerializer),
        examples=[shown.page(shown.CONTEST)],
        operation_id="list_contests",
    )
    def get(self, request: Request) -> Response:
        """Scores that people say are wrong, newest first; what they took back is their own
        business."""
        page = page_of(request, _asked(request), key="id", descending=True)
        return Response(envelope(request, page, ContestSerializer(page.rows, many=True).data))


class OneContest(OrganisationView):
    @extend_schema(
        responses=ContestSerializer,
        examples=[shown.one(shown.CONTEST)],
        operation_id="get_contest",
    )
    def get(self, request: Request, contest_id: UUID) -> Response:
        """One contested score."""
        return Response(ContestSerializer(_one(contest_id)).data)


class ContestAnswering(OrganisationView):
    @extend_schema(
        request=AnswerRequestSerializer,
        responses=AnsweredSerializer,
        examples=[UPHELD],
        operation_id="answer_contest",
    )
    def post(self, request: Request, contest_id: UUID) -> Response:
        """A member answers, once and for good. The same answer of the same member twice is
        once."""
        asked = self.sent(AnswerRequestSerializer)
        found = _one(contest_id)
        by = named(asked["answered_by"], Permission.DECIDE, field="answered_by", key=self.key)
        answered = contests.answer(
            contest_id=found.pk, outcome=asked["outcome"], text=asked["answer"], by=by
        )
        return Response(AnsweredSerializer(answered).data)


def _told() -> ContestQuerySet:
    return Contest.objects.filter(taken_back_at=None)


def _one(contest_id: UUID) -> Contest:
    return get_object_or_404(_told(), pk=contest_id)


def _asked(request: Request) -> ContestQuerySet:
    found = _told()
    if candidate := identifier(request, "candidate"):
        found = found.filter(candidate=candidate)
    state = choice(request, "state", STATES)
    if state is None:
        return found
    return found.open() if state == "open" else found.answered()
