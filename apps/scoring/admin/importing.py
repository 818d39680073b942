"""Inviting people of a table in the admin: the same checks, preview and action as in the
workspace."""

from __future__ import annotations

from collections import defaultdict
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.widgets import AutocompleteSelect
from django.core.exceptions import NON_FIELD_ERRORS, PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from import_export.admin import ImportMixin
from import_export.formats.base_formats import CSV, XLSX
from import_export.results import Result, RowResult
from unfold.contrib.filters.forms import AutocompleteDropdownForm
from unfold.contrib.import_export.forms import ImportForm

from apps.candidates.actions import imports
from apps.candidates.actions.imports import ImportPreview
from apps.candidates.actions.invitations import refuse_uninvitable
from apps.candidates.imports.problems import NotATable
from apps.candidates.imports.workbook import as_csv, is_workbook
from apps.candidates.models import Application, Opening
from apps.core.refusals import Refused
from apps.organisations.admin_base import by, member_may
from apps.organisations.permissions import Permission

LIST = "admin:candidates_candidate_changelist"
AGAIN = "admin:candidates_candidate_import"
COLUMNS = ("name", "email", "place")


class InviteForm(ImportForm):  # type: ignore[misc]  # unfold is untyped
    """Which format it is, the file itself tells."""

    opening: forms.ModelChoiceField[Opening] = forms.ModelChoiceField(None, label=_("Opening"))
    field_order = ("opening", "import_file")
    Media = AutocompleteDropdownForm.Media

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["format"], self.fields["resource"]
        self.fields["import_file"].help_text = _(
            "CSV or XLSX, at most 2,000 people. The first line names the columns: name, email, "
            "place."
        )
        self.fields["import_file"].widget.attrs |= {"accept": ".csv,.xlsx"}
        opening: Any = self.fields["opening"]
        opening.queryset = Opening.objects.all()
        opening.widget = AutocompleteSelect(
            Application._meta.get_field("opening"),
            admin.site,
            attrs={"class": "unfold-filter-autocomplete"},
            choices=opening.choices,
        )

    def clean_opening(self) -> Opening:
        opening: Opening = self.cleaned_data["opening"]
        try:
            refuse_uninvitable(opening)
        except Refused as refused:
            raise ValidationError(refused.message) from refused
        return opening

    def clean_import_file(self) -> bytes:
        """The file as CSV."""
        content: bytes = self.cleaned_data["import_file"].read()
        try:
            return as_csv(content) if is_workbook(content) else content
        except NotATable as error:
            raise ValidationError(str(error)) from error


class ConfirmForm(forms.Form):
    opening: forms.ModelChoiceField[Opening] = forms.ModelChoiceField(
        None, widget=forms.HiddenInput
    )
    preview = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["opening"].queryset = Opening.objects.all()  # type: ignore[attr-defined]  # has one


class InvitesByTable(ImportMixin):  # type: ignore[misc]  # import-export is untyped
    """``django-import-export`` with our own two steps: nothing of a row is saved but by the action
    that imports, and the file waits for its confirmation in the page, not on a disk."""

    import_form_class = InviteForm
    formats = (CSV, XLSX)

    def has_import_permission(self, request: HttpRequest) -> bool:
        return member_may(request, Permission.INVITE)

    def import_action(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        if not self.has_import_permission(request):
            raise PermissionDenied
        form = self.create_import_form(request)
        told = _previewed(request, form) if request.method == "POST" and form.is_valid() else {}
        page = {
            **self.admin_site.each_context(request),
            "title": gettext("Import people to invite"),
            "form": form,
            "opts": self.opts,
            "media": self.media + form.media,
            "fields_list": [("", COLUMNS)],
            "import_error_display": ("message",),
            **told,
        }
        return TemplateResponse(request, self.import_template_name, page)

    def process_import(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        if request.method != "POST" or not self.has_import_permission(request):
            raise PermissionDenied
        form = ConfirmForm(request.POST)
        if not form.is_valid():
            messages.error(request, gettext("Nobody was imported. Choose the file again."))
            return redirect(AGAIN)
        opening, sealed = form.cleaned_data["opening"], form.cleaned_data["preview"]
        try:
            rows = imports.unseal(sealed, opening=opening, by=by(request))
            done = imports.apply(rows=rows, opening=opening, by=by(request))
        except Refused as refused:
            said = gettext("Nobody was imported. %(why)s") % {"why": refused.message}
            messages.error(request, said)
            return redirect(AGAIN)
        messages.success(request, _sentence(done))
        found = urlencode({"applications__opening__id__exact": str(opening.pk)})
        return redirect(f"{reverse(LIST)}?{found}")


def _previewed(request: HttpRequest, form: InviteForm) -> dict[str, Any]:
    opening = form.cleaned_data["opening"]
    try:
        preview = imports.preview(content=form.cleaned_data["import_file"], opening=opening)
    except Refused as refused:
        form.add_error("import_file", refused.message)
        return {}
    if not preview.ready:
        return {"result": _result(preview)}
    sealed = imports.seal(preview, opening=opening, by=by(request))
    confirm = ConfirmForm(initial={"opening": opening.pk, "preview": sealed})
    return {"result": _result(preview), "confirm_form": confirm}


def _result(preview: ImportPreview) -> Result:
    """What would happen, for the templates of ``django-import-export``."""
    notes = {note.line: note.message for note in preview.notes}
    result = Result()
    result.diff_headers = [
        gettext("Line"),
        gettext("Name"),
        gettext("E-mail address"),
        gettext("Place"),
        gettext("Note"),
    ]
    for each in preview.rows:
        row = RowResult()
        row.import_type = RowResult.IMPORT_TYPE_SKIP if each.line in notes else "new"
        row.diff = [each.line, each.name, each.email, each.place, notes.get(each.line, "")]
        result.append_row_result(row)
    for line, wrong in _by_line(preview).items():
        result.append_invalid_row(line, {}, ValidationError(wrong))
    return result


def _by_line(preview: ImportPreview) -> dict[int, dict[str, list[str]]]:
    wrong: dict[int, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for problem in preview.errors:
        wrong[problem.line][problem.column or NON_FIELD_ERRORS].append(problem.message)
    return {line: dict(columns) for line, columns in sorted(wrong.items())}


def _sentence(done: imports.Imported) -> str:
    said = ngettext(
        "%(count)d person is invited; the email is on its way.",
        "%(count)d people are invited; the emails are on their way.",
        done.invited,
    ) % {"count": done.invited}
    if not done.already:
        return said
    before = ngettext(
        "%(count)d had been invited before and gets nothing again.",
        "%(count)d had been invited before and get nothing again.",
        done.already,
    ) % {"count": done.already}
    return f"{said} {before}"
