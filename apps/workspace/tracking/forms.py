from __future__ import annotations

import secrets
from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from apps.integrations.actions.connecting import LONGEST_NAME, LONGEST_VALUE
from apps.integrations.ats.adapter import Adapter, Field


def once() -> str:
    """What sets a form apart from all others, so that the same one sent twice is seen."""
    return secrets.token_urlsafe(16)


class ConnectionForm(forms.Form):
    """A name, and what the adapter asks for. ``is_new``: secrets have to be given; later an empty
    one stays as it is."""

    once = forms.CharField(max_length=64, required=False, widget=forms.HiddenInput)
    name = forms.CharField(
        label=_("Name"),
        max_length=LONGEST_NAME,
        help_text=_("As your team calls it, such as “Greenhouse, Berlin”."),
    )

    def __init__(self, *args: Any, adapter: Adapter, is_new: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for asked in adapter.fields:
            self.fields[asked.name] = _field(asked, is_new=is_new)
        self._names = [asked.name for asked in adapter.fields]

    def wanted(self) -> dict[str, Any]:
        """What the actions take."""
        values: Mapping[str, str] = {name: self.cleaned_data[name] for name in self._names}
        return {"name": self.cleaned_data["name"], "values": values}


def _field(asked: Field, *, is_new: bool) -> forms.CharField:
    plain = {"autocomplete": "off", "spellcheck": "false", "dir": "ltr"}
    widget: forms.Widget = forms.TextInput(attrs=plain)
    help_text: Any = asked.help_text
    if asked.is_secret:
        widget = forms.PasswordInput(attrs=plain | {"autocomplete": "new-password"})
        help_text = help_text if is_new else _("Leave it empty to keep the present one.")
    return forms.CharField(
        label=asked.label,  # type: ignore[arg-type]  # django-stubs know no other lazy text
        help_text=help_text,
        max_length=LONGEST_VALUE,
        required=asked.required and (is_new or not asked.is_secret),
        widget=widget,
    )
