"""Two to four people side by side, on a page and as PDF."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.template.response import TemplateResponse
from django.views.decorators.http import require_GET

from apps.audit.actions import By
from apps.candidates.models import Candidate, Opening
from apps.core.pdf.views import as_pdf
from apps.core.phrases import listing
from apps.organisations.access import MemberRequest, for_members
from apps.organisations.permissions import Permission, may
from apps.scoring.actions import exports, looks
from apps.scoring.comparison import FEWEST, MOST
from apps.scoring.listing import listed
from apps.workspace.candidates.choosing import Way, choice
from apps.workspace.candidates.comparing import comparison, short_names
from apps.workspace.candidates.list_views import keys

JOINED = "standing__score__consent__invitation__opening"
SCREEN, PAPER = "base.html", "paper.html"


@for_members(Permission.SEE_CANDIDATES)
@require_GET
def compare(request: MemberRequest) -> HttpResponse:
    """Who is not (or no longer) comparable is named, and the others are compared."""
    people = people_of(keys(request.GET, "candidate", MOST))
    scored = [person for person in people if has_score(person)]
    page = _page(request, people, scored)
    if not _comparable(people, scored):
        wrong = "workspace/candidates/compare_wrong.html"
        return TemplateResponse(request, wrong, page, status=200 if page["choice"].looking else 400)
    looks.record(candidates=scored, by=By.user(request.user.pk), where="compare")
    page["comparison"] = comparison(scored, slug=request.organisation.slug)
    return TemplateResponse(request, "workspace/candidates/compare.html", page)


@as_pdf("renown-comparison")
@for_members(Permission.EXPORT)
@require_GET
def compare_pdf(request: MemberRequest) -> HttpResponse:
    """The same page on paper. Raises Http404 where there is nothing to compare."""
    people = people_of(keys(request.GET, "candidate", MOST))
    scored = [person for person in people if has_score(person)]
    if not _comparable(people, scored):
        raise Http404("nothing to compare")
    exports.note(candidates=scored, by=By.user(request.user.pk), kind="pdf")
    page = _page(request, people, scored) | {"frame": PAPER, "paper": True}
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


def _comparable(people: Sequence[Candidate], scored: Sequence[Candidate]) -> bool:
    return FEWEST <= len(scored) <= len(people) <= MOST


def _page(
    request: MemberRequest, people: Sequence[Candidate], scored: Sequence[Candidate]
) -> dict[str, Any]:
    """What stands around a comparison."""
    opening = _opening(request.GET.get("opening", ""))
    way = Way(request.organisation.slug, opening, [person.pk for person in people])
    swap, find = request.GET.get("swap", ""), request.GET.get("find")
    may_export = may(request.membership, Permission.EXPORT)
    return {
        "frame": SCREEN,
        "opening": opening,
        "unscored": listing([person.shown_name for person in people if person not in scored]),
        "names": listing(short_names([person.shown_name for person in scored])),
        "many": len(people) > MOST,
        "most": MOST,
        "choice": choice(way, people, swap=swap, find=find),
        "pdf_url": way.to(way.ids, name="compare_pdf") if may_export else "",
        "address": request.build_absolute_uri(way.to(way.ids)),
    }


def _opening(value: str) -> Opening | None:
    """Where one comes from, for the way back."""
    try:
        return Opening.objects.filter(pk=UUID(value)).first()
    except ValueError:
        return None
