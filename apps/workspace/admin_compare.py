"""Two to four people side by side, in the admin: the same sentences and chart as in the
workspace."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from django.contrib import messages
from django.contrib.admin import AdminSite
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from apps.candidates.models import Candidate
from apps.core.phrases import listing
from apps.organisations.admin_base import by, may_look
from apps.organisations.permissions import Permission
from apps.scoring.actions import looks
from apps.scoring.comparison import FEWEST, MOST
from apps.workspace.candidates.compare_views import has_score, people_of
from apps.workspace.candidates.comparing import Comparison, comparison, short_names
from apps.workspace.candidates.list_views import keys

LIST = "admin:candidates_candidate_changelist"


@require_GET
def compare(request: HttpRequest, site: AdminSite) -> HttpResponse:
    """Who has no score is named, and the others are compared. Raises Http404 where one of them is
    not this organisation's."""
    if not may_look(request, Permission.SEE_CANDIDATES):
        raise PermissionDenied
    asked = people_of(keys(request.GET, "candidate", MOST))
    scored = [person for person in asked if has_score(person)]
    unscored = listing([person.shown_name for person in asked if person not in scored])
    if wrong := _wrong(len(asked), len(scored), unscored):
        messages.error(request, wrong)
        return redirect(LIST)
    looks.record(candidates=scored, by=by(request), where="admin")
    page = {
        **site.each_context(request),
        "title": _("Compare %(names)s") % {"names": _names(scored)},
        "comparison": _here(comparison(scored, slug=_slug(request))),
        "unscored": unscored,
        "list_url": reverse(LIST),
    }
    return TemplateResponse(request, "admin/compare.html", page)


def _wrong(asked: int, scored: int, unscored: str) -> str:
    """Why these cannot be compared; empty where they can."""
    if asked > MOST:
        return _("You chose more than four people. Choose two to four to compare.")
    if asked < FEWEST:
        return _("You chose one person. Choose two to four people to compare.")
    if scored < FEWEST:
        return _(
            "Choose at least two people with a score. No score to compare: %(names)s. "
            "This says nothing about them."
        ) % {"names": unscored}
    return ""


def _here(known: Comparison) -> Comparison:
    """Names lead to the admin's pages: an operator has no others."""
    change = "admin:candidates_candidate_change"
    return replace(
        known,
        people=[
            replace(each, lane=replace(each.lane, url=reverse(change, args=[each.pk])))
            for each in known.people
        ],
    )


def _names(people: Sequence[Candidate]) -> str:
    return listing(short_names([person.shown_name for person in people]))


def _slug(request: HttpRequest) -> str:
    slug: str = request.admin_entry.organisation.slug  # type: ignore[attr-defined]  # set by the site
    return slug
