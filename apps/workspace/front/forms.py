from __future__ import annotations

from django import forms


class OrganisationForm(forms.Form):
    """An organisation's name and who answers questions about data."""

    name = forms.CharField(
        label="Name of the organisation",
        max_length=120,
        help_text="Candidates read it in your invitations.",
        widget=forms.TextInput(attrs={"autocomplete": "organization"}),
    )
    privacy_contact = forms.EmailField(
        max_length=254,
        label="Data protection contact",
        help_text="Candidates write to this address when they have questions about their data.",
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
