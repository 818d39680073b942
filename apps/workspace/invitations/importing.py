"""Importing a table of candidates: choose, look at every line, confirm."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from apps.audit.actions import By
from apps.candidates.actions import imports
from apps.candidates.actions.imports import ImportPreview
from apps.candidates.models import Opening
from apps.core.refusals import Refused
from apps.organisations.access import MemberRequest, for_members
from apps.organisations.permissions import Permission
from apps.workspace.invitations.forms import ImportForm
from apps.workspace.openings.gone import with_opening

MOST_ROWS_SHOWN = 20
MOST_PROBLEMS_SHOWN = 100


@for_members(Permission.INVITE)
@require_http_methods(["GET", "POST"])
@with_opening
def opening_import(request: MemberRequest, opening: Opening) -> HttpResponse:
    if request.method == "POST" and "preview" in request.POST:
        return _confirm(request, opening, request.POST["preview"])
    is_sent = request.method == "POST"
    form = ImportForm(request.POST, request.FILES) if is_sent else ImportForm()
    if is_sent and form.is_valid():
        return _look(request, opening, form)
    return _page(request, opening, form)


def _look(request: MemberRequest, opening: Opening, form: ImportForm) -> HttpResponse:
    content = form.cleaned_data["file"].read()
    try:
        preview = imports.preview(content=content, opening=opening)
    except Refused as refused:
        form.add_error("file", refused.message)
        return _page(request, opening, form)
    return _page(request, opening, ImportForm(), **_shown(request, opening, preview))


def _confirm(request: MemberRequest, opening: Opening, sealed: str) -> HttpResponse:
    by = By.user(request.user.pk)
    try:
        rows = imports.unseal(sealed, opening=opening, by=by)
        done = imports.apply(rows=rows, opening=opening, by=by)
    except Refused as refused:
        messages.error(request, _("Nobody was imported. %(why)s") % {"why": refused.message})
        return redirect("opening_import", request.organisation.slug, opening.pk)
    messages.success(request, _sentence(done))
    return redirect("opening_invite", request.organisation.slug, opening.pk)


def _shown(request: MemberRequest, opening: Opening, preview: ImportPreview) -> dict[str, Any]:
    by = By.user(request.user.pk)
    return {
        "preview": preview,
        "sealed": imports.seal(preview, opening=opening, by=by) if preview.ready else "",
        "rows": preview.rows[:MOST_ROWS_SHOWN],
        "more_rows": max(0, len(preview.rows) - MOST_ROWS_SHOWN),
        "errors": preview.errors[:MOST_PROBLEMS_SHOWN],
        "more_errors": max(0, len(preview.errors) - MOST_PROBLEMS_SHOWN),
        "notes": preview.notes[:MOST_PROBLEMS_SHOWN],
        "more_notes": max(0, len(preview.notes) - MOST_PROBLEMS_SHOWN),
    }


def _sentence(done: imports.Imported) -> str:
    if not done.invited:
        return _("Everybody in this file was invited before. Nothing was sent again.")
    said = ngettext(
        "%(people)s person is invited. The emails are on their way.",
        "%(people)s people are invited. The emails are on their way.",
        done.invited,
    ) % {"people": done.invited}
    before = ngettext(
        "%(people)s had been invited before.",
        "%(people)s had been invited before.",
        done.already,
    ) % {"people": done.already}
    return f"{said} {before}" if done.already else said


def _page(request: MemberRequest, opening: Opening, form: ImportForm, **shown: Any) -> HttpResponse:
    page = {"opening": opening, "form": form, **shown}
    return TemplateResponse(request, "workspace/invitations/import.html", page)
