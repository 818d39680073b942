from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _


class OrganisationForm(forms.Form):
    """An organisation's name and who answers questions about data."""

    name = forms.CharField(
        label=_("Name of the organisation"),
        max_length=120,
        help_text=_("Candidates read it in your invitations."),
        widget=forms.TextInput(attrs={"autocomplete": "organization"}),
    )
    privacy_contact = forms.EmailField(
        max_length=254,
        label=_("Data protection contact"),
        help_text=_("Candidates write to this address when they have questions about their data."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
