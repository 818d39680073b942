from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from apps.scoring.models.contest import LONGEST


class ContestForm(forms.Form):
    """The action counts the characters: here a line break is two of them."""

    text = forms.CharField(
        label=_("What is wrong with it?"),
        error_messages={"required": _("Say in a sentence or two what is wrong.")},
        help_text=_("Say it as you would to a person: they read exactly this."),
        widget=forms.Textarea(attrs={"rows": 6, "maxlength": LONGEST}),
    )
