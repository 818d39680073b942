from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db import transaction
from django.shortcuts import get_object_or_404
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import status
from rest_framework.request import Request
from rest_framework.response import Response

from apps.api.asked import choice, choice_of, search_in, words
from apps.api.pagination import (
    LARGEST_PAGE,
    PAGE_SIZE,
    envelope,
    list_of,
    page_of,
)
from apps.api.questions import expanded, expansion
from apps.api.resources import shown
from apps.api.resources.openings import (
    ANSWER,
    CHANGE,
    ORDER,
    ChangedOpeningSerializer,
    NewOpeningSerializer,
    OpeningSerializer,
    weights_of,
)
from apps.api.views.base import OrganisationView
from apps.candidates.actions import blinding, openings
from apps.candidates.actions.openings import Weights
from apps.candidates.models import Opening
from apps.candidates.models.opening import OpeningQuerySet
from apps.scoring.models import Score

_SIZES = {"type": "integer", "minimum": 1, "maximum": LARGEST_PAGE, "default": PAGE_SIZE}
PAGING = [OpenApiParameter("cursor", str), OpenApiParameter("page_size", _SIZES)]
STATES = ["open", "closed"]
COUNTS = ["counts"]
EXPAND = expansion(COUNTS, "How many people are in it, share, were invited, may still answer.")


class Openings(OrganisationView):
    @extend_schema(
        parameters=[
            choice_of("state", STATES),
            search_in("Words of the title or the place."),
            EXPAND,
            *PAGING,
        ],
        responses=list_of(OpeningSerializer),
        examples=[shown.page(ANSWER.value)],
        operation_id="list_openings",
    )
    def get(self, request: Request) -> Response:
        """Openings, newest first."""
        page = page_of(request, _asked(request), key="id", descending=True)
        return Response(envelope(request, page, OpeningSerializer(page.rows, many=True).data))

    @extend_schema(
        request=NewOpeningSerializer,
        responses={201: OpeningSerializer},
        examples=[ORDER, ANSWER],
        operation_id="create_opening",
    )
    def post(self, request: Request) -> Response:
        """A new opening. Without a reason it stands, but nobody can be invited to it."""
        asked = self.sent(NewOpeningSerializer)
        weights = weights_of(asked, Weights())
        opening = openings.create(
            organisation=self.organisation, by=self.by, **{**asked, "weights": weights}
        )
        return Response(OpeningSerializer(opening).data, status=status.HTTP_201_CREATED)


class OneOpening(OrganisationView):
    @extend_schema(
        parameters=[EXPAND],
        responses=OpeningSerializer,
        examples=[ANSWER],
        operation_id="get_opening",
    )
    def get(self, request: Request, opening_id: UUID) -> Response:
        """One opening."""
        return Response(OpeningSerializer(_one(opening_id, _expanded(request))).data)

    @extend_schema(
        request=ChangedOpeningSerializer,
        responses=OpeningSerializer,
        examples=[CHANGE, ANSWER],
        operation_id="update_opening",
    )
    def patch(self, request: Request, opening_id: UUID) -> Response:
        """Changes what is named, and leaves the rest. Consents that were given keep the reason as
        it stood then. 409 for a closed opening, and for weights once a candidate has a score."""
        asked = self.sent(ChangedOpeningSerializer, partial=True)
        opening = self._changed(_one(opening_id), asked)
        return Response(OpeningSerializer(opening).data)

    @extend_schema(responses={204: None}, operation_id="delete_opening")
    def delete(self, request: Request, opening_id: UUID) -> Response:
        """Only where nobody was ever in it; else 409: close it instead."""
        openings.delete(opening=_one(opening_id), by=self.by)
        return Response(status=status.HTTP_204_NO_CONTENT)

    @transaction.atomic
    def _changed(self, opening: Opening, asked: dict[str, Any]) -> Opening:
        if "blind" in asked:
            blinding.set_blind(opening=opening, blind=asked["blind"], by=self.by)
        said = {name: asked.get(name, getattr(opening, name)) for name in ("title", "place")}
        reason = asked.get("reason", opening.reason)
        changed = openings.edit(opening=opening, reason=reason, by=self.by, **said)
        if asked.keys() & {"weights", "weights_reason"}:
            return openings.set_weights(
                opening=changed,
                weights=weights_of(asked, Weights.of(changed)),
                reason=asked.get("weights_reason", changed.weights_reason),
                scored=Score.objects.of_opening(opening.pk).exists(),
                by=self.by,
            )
        return changed


class OpeningClosing(OrganisationView):
    @extend_schema(request=None, responses=OpeningSerializer, operation_id="close_opening")
    def post(self, request: Request, opening_id: UUID) -> Response:
        """Nobody is invited or reminded any more. Scores stay for as long as their consents. Twice
        is once."""
        return Response(
            OpeningSerializer(openings.close(opening=_one(opening_id), by=self.by)).data
        )


class OpeningReopening(OrganisationView):
    @extend_schema(request=None, responses=OpeningSerializer, operation_id="reopen_opening")
    def post(self, request: Request, opening_id: UUID) -> Response:
        """People can be invited again; invitations whose time is not over work. Twice is once."""
        return Response(
            OpeningSerializer(openings.reopen(opening=_one(opening_id), by=self.by)).data
        )


def _one(opening_id: UUID, found: OpeningQuerySet | None = None) -> Opening:
    return get_object_or_404(Opening.objects.all() if found is None else found, pk=opening_id)


def _asked(request: Request) -> OpeningQuerySet:
    found = _expanded(request).named(words(request))
    state = choice(request, "state", STATES)
    return found.filter(closed_at__isnull=state == "open") if state else found


def _expanded(request: Request) -> OpeningQuerySet:
    counted = expanded(request, COUNTS)
    return Opening.objects.with_counts() if counted else Opening.objects.all()
