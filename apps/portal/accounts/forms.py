from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _


class SiteForm(forms.Form):
    """The address of a site, as people type it."""

    address = forms.CharField(
        label=_("Address of your site"),
        max_length=300,
        help_text=_(
            "As you type it in your browser, for example blog.example.org. "
            "A site on WordPress.com cannot be linked this way."
        ),
        widget=forms.TextInput(
            attrs={"inputmode": "url", "autocomplete": "url", "autocapitalize": "off"}
        ),
    )
