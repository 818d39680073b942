"""Where a candidate is on the way. What ends an application is a decision with a reason."""

from __future__ import annotations

from django import forms

from apps.candidates.models.application import ON_THE_WAY


class StatusForm(forms.Form):
    application = forms.UUIDField()
    status = forms.ChoiceField(choices=[(each.value, each.label) for each in ON_THE_WAY])
