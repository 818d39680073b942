"""A list of the admin as a file, as it is filtered: people who share nothing have no numbers in
it, and nothing in it is a formula."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext
from import_export import resources
from import_export.admin import ExportMixin
from import_export.fields import Field
from import_export.formats.base_formats import CSV, XLSX, Format
from unfold.contrib.import_export.forms import ExportForm

from apps.candidates.models import Candidate
from apps.organisations.admin_base import by, member_may
from apps.organisations.permissions import Permission
from apps.scoring.actions import exports, looks
from apps.scoring.admin.columns import accounts_of, standing_of, state_of, titles_of

FORMULAS = ("=", "+", "-", "@")
NUMBERS = ("value", "low", "high", "reach", "engagement", "network")


class CandidateResource(resources.ModelResource):  # type: ignore[misc]  # import-export is untyped
    """Candidates as ``apps.scoring.listing.listed`` gives them. The headings are the same in every
    language: programs read them too."""

    name = Field(column_name="name")
    email = Field(column_name="email")
    place = Field(column_name="place")
    value = Field(column_name="score")
    low = Field(column_name="interval_low")
    high = Field(column_name="interval_high")
    reach = Field(column_name="reach")
    engagement = Field(column_name="engagement")
    network = Field(column_name="network")
    accounts = Field(column_name="accounts")
    read = Field(column_name="last_reading")
    state = Field(column_name="state")
    openings = Field(column_name="openings")

    class Meta:
        model = Candidate
        fields = ("name", "email", "place", *NUMBERS, "accounts", "read", "state", "openings")
        export_order = fields

    def export_field(self, field: Field, instance: Candidate, **kwargs: Any) -> Any:
        """Numbers stay numbers; a text that would be a formula is quoted."""
        name = self.get_field_name(field)
        if name in NUMBERS:
            found = getattr(standing_of(instance), name, None)
            return "" if found is None else found
        return plain(_TEXTS[name](instance))


def _read(candidate: Candidate) -> str:
    standing = standing_of(candidate)
    when = standing.computed_at if standing else None
    return when.isoformat(timespec="seconds") if when else ""


_TEXTS: dict[str, Callable[[Candidate], str]] = {
    "name": lambda each: each.shown_name,
    "email": lambda each: each.shown_email,
    "place": lambda each: each.shown_place,
    "accounts": accounts_of,
    "read": _read,
    "state": state_of,
    "openings": lambda each: ", ".join(titles_of(each)),
}


def plain(text: str) -> str:
    """One line that a spreadsheet takes for text."""
    line = " ".join("".join(c if c.isprintable() else " " for c in text).split())
    return f"'{line}" if line.startswith(FORMULAS) else line


class ExportsCandidates(ExportMixin):  # type: ignore[misc]  # import-export is untyped
    resource_classes = (CandidateResource,)
    export_form_class = ExportForm
    formats = (CSV, XLSX)
    to_encoding = "utf-8-sig"  # by its mark spreadsheets know it

    def has_export_permission(self, request: HttpRequest) -> bool:
        return member_may(request, Permission.EXPORT)

    def get_export_filename(self, request: HttpRequest, queryset: Any, file_format: Format) -> str:
        return f"candidates-{timezone.localdate():%Y-%m-%d}.{file_format.get_extension()}"

    def _do_file_export(
        self,
        file_format: Format,
        request: HttpRequest,
        queryset: QuerySet[Candidate],
        export_form: Any = None,
    ) -> HttpResponse:
        people = list(queryset[: exports.MOST + 1])
        if len(people) > exports.MOST:
            said = gettext(
                "More than %(most)d people would be in this file. Narrow the list by a filter."
            )
            messages.error(request, said % {"most": exports.MOST})
            return redirect(request.get_full_path())
        self._note(request, people, file_format.get_extension())
        response: HttpResponse = super()._do_file_export(
            file_format, request, people, export_form=export_form
        )
        return response

    def _note(self, request: HttpRequest, people: Sequence[Candidate], kind: str) -> None:
        looks.record(candidates=people, by=by(request), where="export")
        exports.note_list(
            opening=None,
            people=len(people),
            columns=CandidateResource.Meta.fields,
            filters=dict(request.GET.lists()),
            by=by(request),
            kind=kind,
        )
