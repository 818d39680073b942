from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _


class EraseForm(forms.Form):
    sure = forms.BooleanField(
        label=_("Erase everything. I know that nobody can bring it back."),
        error_messages={"required": _("Tick this to say that you mean it. Nothing is erased yet.")},
    )
