"""The first steps of a new organisation."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpResponse
from django.template.response import TemplateResponse
from django.views.decorators.http import require_GET

from apps.candidates.models import Invitation, Opening
from apps.organisations.access import MemberRequest, for_members
from apps.organisations.permissions import Permission, may
from apps.workspace.front import sample


@dataclass(frozen=True, slots=True)
class Steps:
    """``now``: the number of the first step that is not done, 4 when all are."""

    opening: Opening | None
    invited: bool

    @property
    def now(self) -> int:
        if self.opening is None:
            return 2
        return 4 if self.invited else 3


@for_members(Permission.SEE_CANDIDATES)
@require_GET
def start(request: MemberRequest) -> HttpResponse:
    steps = Steps(Opening.objects.open().newest_first().first(), Invitation.objects.exists())
    page = {
        "steps": steps,
        "lanes": sample.lanes(),
        "may_edit": may(request.membership, Permission.EDIT_OPENINGS),
        "may_settle": may(request.membership, Permission.EDIT_ORGANISATION),
    }
    return TemplateResponse(request, "workspace/front/start.html", page)
