"""Two to four people side by side."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.template.response import TemplateResponse
from django.views.decorators.http import require_GET

from apps.audit.actions import By
from apps.candidates.models import Candidate, Opening
from apps.organisations.access import MemberRequest, for_members
from apps.organisations.permissions import Permission
from apps.scoring.actions import looks
from apps.scoring.comparison import FEWEST, MOST
from apps.scoring.engine.phrases import listing
from apps.scoring.listing import listed
from apps.workspace.candidates.comparing import comparison, short_names
from apps.workspace.candidates.list_views import keys
from apps.workspace.candidates.person_views import others

JOINED = "standing__score__consent__invitation__opening"


@for_members(Permission.SEE_CANDIDATES)
@require_GET
def compare(request: MemberRequest) -> HttpResponse:
    """Who is not (or no longer) comparable is named, and the others are compared."""
    asked = people_of(keys(request.GET, "candidate", MOST))
    scored = [person for person in asked if has_score(person)]
    page: dict[str, Any] = {
        "opening": _opening(request.GET.get("opening", "")),
        "people": scored,
        "unscored": listing([person.shown_name for person in asked if person not in scored]),
        "names": listing(short_names([person.shown_name for person in scored])),
        "many": len(asked) > MOST,
        "others": others(*asked),
        "most": MOST,
    }
    if not FEWEST <= len(scored) <= len(asked) <= MOST:
        wrong = "workspace/candidates/compare_wrong.html"
        return TemplateResponse(request, wrong, page, status=400)
    looks.record(candidates=scored, by=By.user(request.user.pk), where="compare")
    page["comparison"] = comparison(scored, slug=request.organisation.slug)
    return TemplateResponse(request, "workspace/candidates/compare.html", page)


def people_of(ids: Sequence[UUID]) -> list[Candidate]:
    """In the order of the address. Raises Http404 where one of them is not this organisation's."""
    known = {person.pk: person for person in listed().select_related(JOINED).filter(pk__in=ids)}
    if len(known) < len(ids):
        raise Http404("no such person")
    return [known[key] for key in ids]


def has_score(person: Candidate) -> bool:
    standing = getattr(person, "standing", None)
    return standing is not None and standing.value is not None


def _opening(value: str) -> Opening | None:
    """Where one comes from, for the way back."""
    try:
        return Opening.objects.filter(pk=UUID(value)).first()
    except ValueError:
        return None
