from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import status
from rest_framework.request import Request
from rest_framework.response import Response

from apps.api.asked import choice, choice_of, identifier
from apps.api.pagination import envelope, list_of, page_of
from apps.api.resources import shown
from apps.api.resources.decisions import (
    ANSWER,
    ORDER,
    DecidedSerializer,
    DecisionRequestSerializer,
    DecisionSerializer,
)
from apps.api.resources.members import named
from apps.api.views.base import OrganisationView
from apps.api.views.openings import PAGING
from apps.audit.actions import By
from apps.candidates.actions import decisions
from apps.candidates.actions.decisions import Seen
from apps.candidates.models import Application, Decision, Kind
from apps.candidates.models.decision import DecisionQuerySet
from apps.organisations.permissions import Permission
from apps.scoring.actions import looks
from apps.scoring.listing import listed
from apps.scoring.models import Score
from apps.scoring.seen import seen_on_page


class Decisions(OrganisationView):
    @extend_schema(
        parameters=[
            OpenApiParameter("candidate", UUID),
            OpenApiParameter("opening", UUID),
            choice_of("kind", Kind.values),
            *PAGING,
        ],
        responses=list_of(DecisionSerializer),
        examples=[shown.page(shown.DECISION)],
        operation_id="list_decisions",
    )
    def get(self, request: Request) -> Response:
        """What members decided and why, newest first: a later decision replaces an earlier one of
        the same application, and all of them stay."""
        page = page_of(request, _asked(request), key="id", descending=True)
        _note_looks(page.rows, self.by)
        return Response(envelope(request, page, DecisionSerializer(page.rows, many=True).data))

    @extend_schema(
        request=DecisionRequestSerializer,
        responses={201: DecidedSerializer},
        examples=[ORDER, ANSWER],
        operation_id="create_decision",
    )
    def post(self, request: Request) -> Response:
        """Records what a member of the team decided about a candidate in an opening, and moves the
        application there. The same decision twice is one."""
        asked = self.sent(DecisionRequestSerializer)
        by = named(asked["decided_by"], Permission.DECIDE, field="decided_by", key=self.key)
        here = _application(asked)
        decision = decisions.decide(
            application=here,
            kind=asked["kind"],
            reason=asked["reason"],
            seen=_seen(here, asked["score"]),
            after=_known(here, asked["after"]),
            by=by,
        )
        return Response(DecidedSerializer(decision).data, status=status.HTTP_201_CREATED)


class OneDecision(OrganisationView):
    @extend_schema(
        responses=DecisionSerializer,
        examples=[shown.one(shown.DECISION)],
        operation_id="get_decision",
    )
    def get(self, request: Request, decision_id: UUID) -> Response:
        """One decision."""
        decision = get_object_or_404(_told(), pk=decision_id)
        _note_looks([decision], self.by)
        return Response(DecisionSerializer(decision).data)


def _note_looks(shown: Iterable[Decision], by: By) -> None:
    """The scores that were seen then are seen now."""
    seen = {each.application.candidate_id for each in shown if getattr(each, "seen", None)}
    if seen:
        looks.record(candidates=listed().filter(pk__in=seen), by=by, where="api")


def _told() -> DecisionQuerySet:
    return Decision.objects.select_related("application", "seen")


def _asked(request: Request) -> DecisionQuerySet:
    found = _told()
    for name in ("candidate", "opening"):
        if known := identifier(request, name):
            found = found.filter(**{f"application__{name}": known})
    kind = choice(request, "kind", Kind.values)
    return found.filter(kind=kind) if kind else found


def _application(asked: dict[str, Any]) -> Application:
    here = Application.objects.select_related("candidate")
    return get_object_or_404(here, candidate=asked["candidate"], opening=asked["opening"])


def _seen(here: Application, score_id: UUID | None) -> Seen | None:
    if score_id is not None:
        get_object_or_404(Score.objects.filter(candidate=here.candidate_id), pk=score_id)
    return seen_on_page(here.candidate, score_id)


def _known(here: Application, after: UUID | None) -> UUID | None:
    if after is not None:
        get_object_or_404(Decision.objects.filter(application=here), pk=after)
    return after
