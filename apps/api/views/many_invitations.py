"""Inviting up to a thousand people by one call."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from apps.api.places import Place, places
from apps.api.resources.invitations import (
    MANY_ANSWER,
    MANY_ORDER,
    InvitedPersonSerializer,
    ManyInvitationsSerializer,
    ManyInvitedSerializer,
    UnreadLinesSerializer,
)
from apps.api.views.base import OrganisationView
from apps.candidates.actions import imports
from apps.candidates.actions.many import Invited
from apps.candidates.imports.problems import Row
from apps.candidates.models import Invitation, Opening
from apps.organisations.models.api_key import ApiScope


@dataclass(frozen=True, slots=True)
class Line:
    """``row`` is None where something is wrong; ``errors`` say what."""

    number: int
    row: Row | None
    errors: Sequence[dict[str, str]] = ()


class ManyInvitations(OrganisationView):
    writes = ApiScope.INVITE

    @extend_schema(
        request=ManyInvitationsSerializer,
        responses=ManyInvitedSerializer,
        examples=[MANY_ORDER, MANY_ANSWER],
        operation_id="invite_candidates",
    )
    def post(self, request: Request) -> Response:
        """Invites up to 1,000 people to one opening. A line that is wrong is refused with what is
        wrong, and stops nobody else; an address that stands twice is one person. The same call
        once more changes nothing. 409 where the letters would be more than a day allows: then
        nobody was invited."""
        asked = self.sent(UnreadLinesSerializer)
        opening = get_object_or_404(Opening.objects.all(), pk=asked["opening"])
        lines = [_read(number, line) for number, line in enumerate(asked["people"])]
        rows = {line.row.email.lower(): line.row for line in reversed(lines) if line.row}
        whom = imports.invite(rows=tuple(rows.values()), opening=opening, by=self.by)
        return Response(_told(lines, whom, _invitations(whom, opening)))


def _read(number: int, line: Any) -> Line:
    person = InvitedPersonSerializer(data=line)
    if not person.is_valid():
        detail = {"people": {str(number): person.errors}}
        return Line(number, None, [*places(detail, Place.BODY)])
    said = {name: " ".join(text.split()) for name, text in person.validated_data.items()}
    return Line(number, Row(line=number, **said))


def _invitations(whom: Invited, opening: Opening) -> dict[UUID, UUID]:
    """By candidate."""
    people = [candidate.pk for candidate in whom.people.values()]
    standing = Invitation.objects.standing().filter(opening=opening, candidate__in=people)
    return dict(standing.values_list("candidate_id", "pk"))


def _told(lines: Sequence[Line], whom: Invited, known: dict[UUID, UUID]) -> dict[str, Any]:
    posted = set(whom.posted)
    told = [_line(line, whom, known, posted) for line in lines]
    outcomes = [line["outcome"] for line in told]
    counts = {name: outcomes.count(name) for name in ("invited", "already", "refused")}
    return {**counts, "lines": told}


def _line(line: Line, whom: Invited, known: dict[UUID, UUID], posted: set[UUID]) -> dict[str, Any]:
    """``posted``: whose letter no line before this has told; it is told now."""
    if line.row is None:
        nobody = {"candidate": None, "invitation": None}
        return {"line": line.number, "outcome": "refused", **nobody, "errors": line.errors}
    candidate = whom.people[line.row.email.lower()]
    outcome = "invited" if candidate.pk in posted else "already"
    posted.discard(candidate.pk)
    return {
        "line": line.number,
        "outcome": outcome,
        "candidate": str(candidate.pk),
        "invitation": str(known[candidate.pk]),
        "errors": [],
    }
