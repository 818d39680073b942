"""The candidates of an opening, and all people of the organisation."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.views.decorators.http import require_GET

from apps.audit.actions import By
from apps.candidates.models import Invitation, Opening
from apps.organisations.access import MemberRequest, for_members
from apps.organisations.permissions import Permission, may
from apps.scoring.actions import looks
from apps.workspace.candidates.crowd import MANY
from apps.workspace.candidates.labels import SIZES
from apps.workspace.candidates.lists import CandidateList, context, some
from apps.workspace.candidates.rail import accounts, spread, statuses
from apps.workspace.candidates.selected import bar


@for_members(Permission.SEE_CANDIDATES)
@require_GET
def opening(request: MemberRequest, opening_id: UUID) -> HttpResponse:
    found = get_object_or_404(Opening.objects.all(), pk=opening_id)
    people = list_of(request, found)
    return _page(people, "workspace/candidates/opening.html", _around(people, found))


@for_members(Permission.SEE_CANDIDATES)
@require_GET
def people(request: MemberRequest) -> HttpResponse:
    return _page(list_of(request, None), "workspace/candidates/people.html", {})


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
def opening_counts(request: MemberRequest, opening_id: UUID) -> HttpResponse:
    """The counts beside the filters of a long list, which its page did not wait for."""
    return _counts(request, get_object_or_404(Opening.objects.all(), pk=opening_id))


@for_members(Permission.SEE_CANDIDATES)
@require_GET
def people_counts(request: MemberRequest) -> HttpResponse:
    return _counts(request, None)


def list_of(request: MemberRequest, opening: Opening | None) -> CandidateList:
    return CandidateList(request, opening, keys(request.GET, "candidate"))


def keys(query: QueryDict, name: str, most: int = SIZES[-1]) -> list[UUID]:
    """Ids from an address, each once. Raises Http404 where one is none."""
    try:
        return [*dict.fromkeys(UUID(value) for value in query.getlist(name)[: most + 1])]
    except ValueError as error:
        raise Http404("no such person") from error


def _page(people: CandidateList, template: str, around: dict[str, object]) -> HttpResponse:
    request = people.request
    may_export = may(request.membership, Permission.EXPORT)
    selected = bar(people.kept, people.asked.keeping(()).url(), request.path)
    page = {**context(people), **selected, **around, "may_export": may_export}
    looks.record(candidates=people.page.rows, by=By.user(request.user.pk), where="list")
    return TemplateResponse(request, template, page)


def _rows(request: MemberRequest, opening: Opening | None) -> HttpResponse:
    people = list_of(request, opening)
    found = some(people, keys(request.GET, "row"))
    rows = people.rows(found)
    done = [row for row in rows if not row.reading]
    by = By.user(request.user.pk)
    looks.record(candidates=found, by=by, where="list")
    page = {
        "rows": done,
        "reading": [row.pk for row in rows if row.reading],
        "opening": opening,
        "columns": people.columns,
    }
    return TemplateResponse(request, "workspace/candidates/rows.html", page)


def _counts(request: MemberRequest, opening: Opening | None) -> HttpResponse:
    people = list_of(request, opening)
    crowd = people.counted
    page = {
        "histogram": spread(people.asked, crowd),
        "accounts": accounts(people.asked, crowd),
        "statuses": statuses(people.asked, crowd) if opening else (),
    }
    return TemplateResponse(request, "workspace/candidates/counts.html", page)


def _around(people: CandidateList, opening: Opening) -> dict[str, object]:
    """The head of an opening's page; ``MANY`` + 1 stands for more."""
    asked = Invitation.objects.standing().filter(opening=opening)
    member, open_to_all = people.request.membership, not opening.closed_at
    return {
        "opening": opening,
        "invited": asked.order_by().values("pk")[: MANY + 1].count(),
        "sharing": people.sharing,
        "may_edit": open_to_all and may(member, Permission.EDIT_OPENINGS),
        "may_invite": open_to_all and may(member, Permission.INVITE),
    }
