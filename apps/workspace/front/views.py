"""The doors: the public page, the way from signing in to the right page, founding, the theme."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone, translation
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from apps.accounts.models import User
from apps.candidates.models import Candidate, Opening
from apps.core import tenancy
from apps.core.access import for_persons, public
from apps.core.context import THEMES
from apps.core.refusals import Refused
from apps.core.ways import back, remember
from apps.organisations.actions import organisations
from apps.organisations.models import Membership, Organisation
from apps.workspace.front import sample
from apps.workspace.front.forms import OrganisationForm


@public(because="it says what Renown is to those who do not know it")
@require_GET
def landing(request: HttpRequest) -> HttpResponse:
    return render(
        request, "landing.html", {"lanes": sample.lanes()[:2], "verdict": sample.verdicts()[0]}
    )


@for_persons()
@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """Where somebody belongs who has just signed in."""
    memberships = list(
        Membership.objects.select_related("organisation").order_by("organisation__name")
    )
    if len(memberships) == 1:
        return redirect(_entrance(memberships[0].organisation))
    is_candidate = Candidate.objects.exists()
    if is_candidate and not memberships:
        return redirect("me")
    found = {"memberships": memberships, "is_candidate": is_candidate}
    return TemplateResponse(request, "workspace/front/home.html", found)


@for_persons()
@require_http_methods(["GET", "POST"])
def organisation_new(request: HttpRequest) -> HttpResponse:
    user = request.user
    assert isinstance(user, User)
    form = OrganisationForm(request.POST or None, initial={"privacy_contact": user.email})
    if request.method == "POST" and form.is_valid():
        try:
            organisation = organisations.create(
                by_user=user,
                language=translation.get_language() or "",
                time_zone=timezone.get_current_timezone_name(),
                **form.cleaned_data,
            )
        except Refused as refused:
            form.add_error(refused.field or None, refused.message)
        else:
            return redirect("start", organisation.slug)
    return TemplateResponse(request, "workspace/front/organisation_new.html", {"form": form})


@public(because="everybody may choose how pages look in their browser")
@require_POST
def theme(request: HttpRequest) -> HttpResponse:
    """Remembers "light" or "dark" in this browser; anything else lets the system decide."""
    chosen = request.POST.get("theme", "")
    return remember(
        HttpResponseRedirect(back(request)),
        "theme",
        chosen if chosen in THEMES else "",
        secure=request.is_secure(),
    )


def _entrance(organisation: Organisation) -> str:
    """The address of its openings, or of the first steps while it has none."""
    with tenancy.organisation(organisation.pk):
        has_openings = Opening.objects.exists()
    return reverse("openings" if has_openings else "start", args=[organisation.slug])
