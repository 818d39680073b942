"""What happened in the organisation, newest first, and whether the record of it is whole."""

from __future__ import annotations

from uuid import UUID

from django.core.cache import cache
from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.template.response import TemplateResponse
from django.views.decorators.http import require_GET, require_POST

from apps.audit import chains, export
from apps.audit.actions import By, record
from apps.audit.models import Event
from apps.core.keyset import BadCursor, keyset_page
from apps.organisations.access import MemberRequest, for_members
from apps.organisations.permissions import Permission
from apps.workspace.settings.sentences import lines
from apps.workspace.settings.side import side

PAGE = 50
CHECKED_EVERY = 60  # seconds; a check reads the whole chain


@for_members(Permission.SEE_AUDIT)
@require_GET
def audit(request: MemberRequest) -> HttpResponse:
    cursor = request.GET.get("cursor")
    try:
        found = keyset_page(
            Event.objects.all(), key="id", descending=True, size=PAGE, cursor=cursor
        )
    except BadCursor as error:
        raise Http404("no such page") from error
    page = {
        "lines": lines(found.rows),
        "found": found,
        "chain": _chain(request.organisation.pk),
        "side": side(request, "audit"),
    }
    return TemplateResponse(request, "workspace/settings/audit.html", page)


@for_members(Permission.SEE_AUDIT)
@require_POST
def audit_export(request: MemberRequest) -> StreamingHttpResponse:
    """All events as JSON lines. That somebody took them along is an event too."""
    organisation = request.organisation
    record(by=By.user(request.user.pk), verb="audit.exported", subject=organisation)
    response = StreamingHttpResponse(
        export.json_lines(organisation.pk), content_type="application/jsonl; charset=utf-8"
    )
    name = f"audit-{organisation.slug}.jsonl"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "no-store"
    return response


def _chain(organisation_id: UUID) -> chains.ChainState:
    state = cache.get_or_set(
        f"audit-chain-{organisation_id}", lambda: chains.state(organisation_id), CHECKED_EVERY
    )
    assert isinstance(state, chains.ChainState)
    return state
