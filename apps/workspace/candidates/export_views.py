"""Downloading a candidate list, or the people who are chosen in it."""

from __future__ import annotations

from typing import IO
from uuid import UUID

from django import forms
from django.http import FileResponse, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from apps.audit.actions import By
from apps.candidates.models import Opening
from apps.core.sheets import csv_file, xlsx_file
from apps.organisations.access import MemberRequest, for_members
from apps.organisations.permissions import Permission
from apps.scoring.actions import exports
from apps.scoring.narrowing import Narrowing
from apps.workspace.candidates.crowd import MANY
from apps.workspace.candidates.exporting import Export
from apps.workspace.candidates.list_views import list_of
from apps.workspace.candidates.lists import CandidateList

TYPES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
}
KINDS = [
    ("xlsx", gettext_lazy("Spreadsheet (XLSX)")),
    ("csv", gettext_lazy("CSV, UTF-8")),
    ("csv_bom", gettext_lazy("CSV for older spreadsheets (UTF-8 with a byte order mark)")),
]
NOTICE = gettext_lazy(
    "A score describes perceived online influence. It does not measure job performance, and Renown"
    " never rejects anyone."
)


class ExportForm(forms.Form):
    who = forms.ChoiceField(choices=[("all", "all"), ("chosen", "chosen")])
    kind = forms.ChoiceField(choices=KINDS)


@for_members(Permission.EXPORT)
@require_http_methods(["GET", "POST"])
def opening_export(request: MemberRequest, opening_id: UUID) -> HttpResponse | FileResponse:
    return _export(list_of(request, get_object_or_404(Opening.objects.all(), pk=opening_id)))


@for_members(Permission.EXPORT)
@require_http_methods(["GET", "POST"])
def people_export(request: MemberRequest) -> HttpResponse | FileResponse:
    return _export(list_of(request, None))


def _export(people: CandidateList) -> HttpResponse | FileResponse:
    """The list's filters stand in the address, also of the form that asks for the file."""
    request = people.request
    form = ExportForm(request.POST) if request.method == "POST" else None
    if form and form.is_valid():
        chosen, kind = form.cleaned_data["who"] == "chosen", form.cleaned_data["kind"]
        return _response(people, _logged(people, kind, chosen=chosen), kind.partition("_")[0])
    page = {
        "opening": people.opening,
        "count": people.count,
        "many": MANY,
        "chosen": len(people.kept),
        "kinds": KINDS,
        "wishes": [wish.chip for wish in people.wishes],
        "columns": [str(each.label) for each in _of(people, chosen=False).fields.values()],
        "most": exports.MOST,
        "here": people.asked.url(),
        "wrong": bool(form),
    }
    status = 400 if form else 200
    return TemplateResponse(request, "workspace/candidates/export.html", page, status=status)


def _of(people: CandidateList, *, chosen: bool) -> Export:
    opening = people.opening.pk if people.opening else None
    only = Narrowing(opening, {}, tuple(people.kept))
    return Export(
        people=people.people,
        narrowing=only if chosen else people.narrowed(people.asked),
        asked=people.asked,
        columns=people.columns.shown,
        notice=str(NOTICE),
        by=By.user(people.request.user.pk),
    )


def _logged(people: CandidateList, kind: str, *, chosen: bool) -> IO[bytes]:
    export = _of(people, chosen=chosen)
    file = _written(people, export, kind)
    exports.note_list(
        opening=people.opening,
        people=export.taken,
        columns=export.fields,
        filters={"chosen": len(people.kept)} if chosen else people.asked.chosen,
        by=export.by,
        kind=kind,
    )
    return file


def _written(people: CandidateList, export: Export, kind: str) -> IO[bytes]:
    if kind != "xlsx":
        return csv_file(export.head, export.rows(), bom=kind == "csv_bom")
    title = people.opening.title if people.opening else _("People")
    about = [str(NOTICE), _about(people, title)]
    return xlsx_file(
        export.head, export.rows(), title=title, about_title=_("About this list"), about=about
    )


def _about(people: CandidateList, title: str) -> str:
    told = {
        "title": title,
        "organisation": people.request.organisation.name,
        "time": date_format(timezone.localtime(), "DATETIME_FORMAT"),
        "filters": ", ".join(wish.chip for wish in people.wishes) or _("no filter"),
    }
    return _("%(title)s, %(organisation)s, taken on %(time)s. Filters: %(filters)s.") % told


def _response(people: CandidateList, file: IO[bytes], ending: str) -> FileResponse:
    day = timezone.localtime().date().isoformat()
    name = f"candidates-{people.request.organisation.slug}-{day}.{ending}"
    response = FileResponse(file, as_attachment=True, filename=name, content_type=TYPES[ending])
    response["Cache-Control"] = "no-store"
    return response
