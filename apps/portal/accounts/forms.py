from __future__ import annotations

from django import forms


class SiteForm(forms.Form):
    """The address of a site, as people type it."""

    address = forms.CharField(
        label="Address of your site",
        max_length=300,
        help_text="As you type it in your browser, for example blog.example.org. "
        "A site on WordPress.com cannot be linked this way.",
        widget=forms.TextInput(
            attrs={"inputmode": "url", "autocomplete": "url", "autocapitalize": "off"}
        ),
    )
