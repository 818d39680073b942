"""Who is invited: one person, a table of them, or whoever comes by a public link."""

from __future__ import annotations

from django import forms
from django.core.files import File
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from apps.candidates.imports.decoding import MAX_BYTES


class InviteForm(forms.Form):
    name = forms.CharField(
        label=_("Name"),
        max_length=120,
        error_messages={"required": _("Name the person.")},
        widget=forms.TextInput(attrs={"autocomplete": "off", "dir": "auto"}),
    )
    email = forms.EmailField(
        max_length=254,
        label=_("Email address"),
        error_messages={
            "required": _("Where should the invitation go?"),
            "invalid": _("Give a complete email address: ada@example.com."),
        },
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
        help_text=_("Only somebody who owns this address can answer."),
    )
    place = forms.CharField(
        label=_("Place"),
        max_length=120,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "dir": "auto"}),
    )


class ImportForm(forms.Form):
    file = forms.FileField(
        label=_("CSV or Excel file"),
        allow_empty_file=True,  # the reader says better what is missing
        error_messages={"required": _("Choose a file.")},
        widget=forms.FileInput(attrs={"accept": ".csv,.xlsx,text/csv,text/plain"}),
        help_text=_(
            "Columns name and email, and place if you like, in any order; also in German. CSV with "
            "comma, semicolon or tab in UTF-8, or the first sheet of an .xlsx workbook. At most "
            "2,000 people and 1 MB."
        ),
    )

    def clean_file(self) -> File[bytes]:
        file: File[bytes] = self.cleaned_data["file"]
        if (file.size or 0) > MAX_BYTES:
            raise forms.ValidationError(
                gettext("The file is larger than %(size)s MB. Split it into parts.")
                % {"size": MAX_BYTES // 1_000_000}
            )
        return file


class LinkForm(forms.Form):
    ends_on = forms.DateField(
        label=_("Last day"),
        error_messages={
            "required": _("Choose the last day."),
            "invalid": _("Give a day as 2026-12-31."),
        },
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        input_formats=["%Y-%m-%d", "%d.%m.%Y"],
    )
    most_people = forms.IntegerField(
        label=_("At most so many people"),
        min_value=1,
        max_value=10_000,
        error_messages={
            "required": _("Between 1 and 10,000."),
            "invalid": _("Between 1 and 10,000."),
            "min_value": _("Between 1 and 10,000."),
            "max_value": _("Between 1 and 10,000."),
        },
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
        help_text=_("Who came before counts. Then nobody else comes in."),
    )
