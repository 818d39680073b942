"""The candidates of an opening, and all people of the organisation."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.views.decorators.http import require_GET

from apps.audit.actions import By
from apps.candidates.blind import name_in_sql
from apps.candidates.models import Invitation, Opening
from apps.organisations.access import MemberRequest, for_members
from apps.organisations.permissions import Permission, may
from apps.scoring.actions import looks
from apps.scoring.comparison import FEWEST, MOST
from apps.scoring.listing import listed
from apps.workspace.candidates.lists import A_PAGE, CandidateList, context, some


@for_members(Permission.SEE_CANDIDATES)
@require_GET
def opening(request: MemberRequest, opening_id: UUID) -> HttpResponse:
    found = get_object_or_404(Opening.objects.with_counts(), pk=opening_id)
    people = CandidateList(request, found)
    page = context(people) | _around(request, found)
    looks.record(candidates=people.page.rows, by=By.user(request.user.pk), where="list")
    return TemplateResponse(request, "workspace/candidates/opening.html", page)


@for_members(Permission.SEE_CANDIDATES)
@require_GET
def people(request: MemberRequest) -> HttpResponse:
    everybody = CandidateList(request)
    page = context(everybody)
    looks.record(candidates=everybody.page.rows, by=By.user(request.user.pk), where="list")
    return TemplateResponse(request, "workspace/candidates/people.html", page)


@for_members(Permission.SEE_CANDIDATES)
@require_GET
def opening_rows(request: MemberRequest, opening_id: UUID) -> HttpResponse:
    """The rows that were being read and are no longer, to take their places in the list."""
    return _rows(request, get_object_or_404(Opening.objects.all(), pk=opening_id))


@for_members(Permission.SEE_CANDIDATES)
@require_GET
def people_rows(request: MemberRequest) -> HttpResponse:
    return _rows(request, None)


@for_members(Permission.SEE_CANDIDATES)
@require_GET
def selection(request: MemberRequest) -> HttpResponse:
    """The bar under a list: who is chosen so far, by name: an order by score would be a verdict."""
    ids = keys(request.GET, "candidate")
    scored = listed().filter(pk__in=ids, standing__value__isnull=False)
    chosen = list(scored.order_by(name_in_sql(), "id"))
    page = {"chosen": chosen, "few": len(chosen) < FEWEST, "many": len(chosen) > MOST}
    return TemplateResponse(request, "workspace/candidates/selection.html", page | {"most": MOST})


def keys(query: QueryDict, name: str, most: int = A_PAGE) -> list[UUID]:
    """Ids from an address, each once. Raises Http404 where one is none."""
    try:
        return [*dict.fromkeys(UUID(value) for value in query.getlist(name)[: most + 1])]
    except ValueError as error:
        raise Http404("no such person") from error


def _rows(request: MemberRequest, opening: Opening | None) -> HttpResponse:
    people = CandidateList(request, opening)
    found = some(people, keys(request.GET, "row"))
    rows = people.rows(found)
    done = [row for row in rows if not row.reading]
    by = By.user(request.user.pk)
    looks.record(candidates=found, by=by, where="list")
    page = {"rows": done, "reading": [row.pk for row in rows if row.reading], "opening": opening}
    return TemplateResponse(request, "workspace/candidates/rows.html", page)


def _around(request: MemberRequest, opening: Opening) -> dict[str, object]:
    """The head of an opening's page."""
    asked = Invitation.objects.standing().filter(opening=opening)
    open_to_all = not opening.closed_at
    return {
        "opening": opening,
        "invited": asked.values("candidate").distinct().count(),
        "may_edit": open_to_all and may(request.membership, Permission.EDIT_OPENINGS),
        "may_invite": open_to_all and may(request.membership, Permission.INVITE),
    }
