"""A person's accounts: what is shared, what is linked, and how far it is read."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from apps.accounts.models import User
from apps.audit.actions import By
from apps.audit.models import Event
from apps.connections.actions import connections
from apps.connections.models import Connection
from apps.connections.networks.registry import adapter
from apps.core.access import for_persons
from apps.portal.accounts import words
from apps.portal.accounts.rows import rows
from apps.portal.frame import frame
from apps.scoring.models import Standing, StandingState


@for_persons()
@never_cache
@require_GET
def me_link(request: HttpRequest) -> HttpResponse:
    return TemplateResponse(request, "portal/accounts/page.html", frame("accounts") | _progress())


@for_persons()
@never_cache
@require_GET
def me_progress(request: HttpRequest) -> HttpResponse:
    """The list alone, asked for by the page while something is going on."""
    return TemplateResponse(request, "portal/accounts/list.html", _progress())


@for_persons()
@require_http_methods(["GET", "POST"])
def me_unlink(request: HttpRequest, connection_id: UUID) -> HttpResponse:
    """Says what follows, then does it. An account that is unlinked already stays so."""
    assert isinstance(request.user, User)
    connection = Connection.objects.filter(pk=connection_id).first()
    if connection is None:
        return _unlinked_before(request, connection_id)
    network = adapter(connection.network)
    label, ending = network.label, network.consent.said().ending
    if request.method == "GET":
        page = frame("accounts") | {"label": label, "ending": ending}
        return TemplateResponse(request, "portal/accounts/unlink.html", page)
    connections.unlink(connection_id=connection_id, by=By.person(request.user.pk))
    messages.success(request, f"{words.UNLINKED.format(label=label)} {ending}".strip())
    return redirect("me_link")


def _unlinked_before(request: HttpRequest, connection_id: UUID) -> HttpResponse:
    """The second click. Raises Http404 for what was never theirs."""
    if not Event.objects.about(connection_id).filter(verb="connection.unlinked").exists():
        raise Http404
    messages.info(request, words.UNLINKED_BEFORE)
    return redirect("me_link")


def _progress() -> dict[str, Any]:
    found = rows(timezone.now())
    is_reading = any(row.state.is_open for row in found)
    is_counting = Standing.objects.filter(state=StandingState.READING).exists()
    linked = any(row.is_linked for row in found)
    return {
        "rows": found,
        "is_open": is_reading or (is_counting and linked),
        "is_reading": is_reading,
        "is_scored": Standing.objects.exclude(state=StandingState.READING).exists(),
    }
