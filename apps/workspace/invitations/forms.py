"""Who is invited: one person, or a table of them."""

from __future__ import annotations

from django import forms
from django.core.files import File

from apps.candidates.imports.decoding import MAX_BYTES


class InviteForm(forms.Form):
    name = forms.CharField(
        label="Name",
        max_length=120,
        error_messages={"required": "Name the person."},
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    email = forms.EmailField(
        max_length=254,
        label="Email address",
        error_messages={
            "required": "Where should the invitation go?",
            "invalid": "Give a complete email address: ada@example.com.",
        },
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
        help_text="Only somebody who owns this address can answer.",
    )
    place = forms.CharField(
        label="Place",
        max_length=120,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )


class ImportForm(forms.Form):
    file = forms.FileField(
        label="CSV file",
        allow_empty_file=True,  # the reader says better what is missing
        error_messages={"required": "Choose a file."},
        widget=forms.FileInput(attrs={"accept": ".csv,text/csv,text/plain"}),
        help_text="Columns name and email, and place if you like, in any order; also in German. "
        "Comma, semicolon or tab. UTF-8. At most 2,000 people and 1 MB.",
    )

    def clean_file(self) -> File[bytes]:
        file: File[bytes] = self.cleaned_data["file"]
        if (file.size or 0) > MAX_BYTES:
            raise forms.ValidationError("The file is larger than 1 MB. Split it into parts.")
        return file
