"""A list of candidates as a file."""

from __future__ import annotations

from django.http import FileResponse
from django.utils import timezone
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request

from apps.api.narrowing import FILTERS, asked_of
from apps.api.negotiation import OneFormat
from apps.api.tables import COLUMNS, FORMATS, Table
from apps.api.views.base import OrganisationView
from apps.candidates.models import Opening
from apps.scoring.actions import exports

ABOUT = (
    f"The same people as GET /candidates with these filters, {exports.MOST:,} at most. Columns:"
    f" {', '.join(COLUMNS)}. Each score in it is a look that the person sees."
)


class _Export(OrganisationView):
    content_negotiation_class = OneFormat

    def file(self, request: Request, kind: str) -> FileResponse:
        asked = asked_of(request)
        key = asked.narrowing.opening_id
        opening = Opening.objects.filter(pk=key).first() if key else None
        content_type, write = FORMATS[kind]
        table = Table(asked, self.by)
        file = write(table)
        exports.note_list(
            opening=opening,
            people=table.taken,
            columns=COLUMNS,
            filters=asked.chosen,
            by=self.by,
            kind=kind,
        )
        day = timezone.now().date().isoformat()
        name = f"candidates-{self.organisation.slug}-{day}.{kind}"
        response = FileResponse(file, as_attachment=True, filename=name, content_type=content_type)
        response["Cache-Control"] = "no-store"
        return response


class CandidatesAsCsv(_Export):
    @extend_schema(
        parameters=FILTERS,
        responses={(200, "text/csv"): OpenApiTypes.STR},
        description=f"{ABOUT} UTF-8 (RFC 4180); a text that a spreadsheet would take for a formula"
        " begins with an apostrophe.",
        operation_id="export_candidates_csv",
    )
    def get(self, request: Request) -> FileResponse:
        return self.file(request, "csv")


class CandidatesAsXlsx(_Export):
    @extend_schema(
        parameters=FILTERS,
        responses={(200, FORMATS["xlsx"][0]): OpenApiTypes.BINARY},
        description=f"{ABOUT} A second sheet says what a score is.",
        operation_id="export_candidates_xlsx",
    )
    def get(self, request: Request) -> FileResponse:
        return self.file(request, "xlsx")
