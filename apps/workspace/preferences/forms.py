from __future__ import annotations

from itertools import groupby
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from apps.core import zones


def languages() -> list[tuple[str, Any]]:
    return [("", _("As the browser says")), *settings.LANGUAGES]


def time_zones() -> list[Any]:
    """All places by continent, and on top the browser's own zone."""
    places = [(name, name.partition("/")[2].replace("_", " ")) for name in zones.choices()[1:]]
    grouped = groupby(places, key=lambda place: place[0].partition("/")[0])
    top = [("", _("As the browser says")), ("UTC", "UTC")]
    return [*top, *((continent, list(within)) for continent, within in grouped)]


class PreferencesForm(forms.Form):
    """How pages and mails are written to somebody."""

    language = forms.ChoiceField(label=_("Language"), choices=languages, required=False)
    time_zone = forms.ChoiceField(
        label=_("Time zone"),
        choices=time_zones,
        required=False,
        help_text=_("In it all times are written."),
    )
