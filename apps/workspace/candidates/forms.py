"""What the hiring team decides about a candidate: people do, never the score."""

from __future__ import annotations

from django import forms

from apps.candidates.models.application import Status


class StatusForm(forms.Form):
    application = forms.UUIDField()
    status = forms.ChoiceField(choices=Status.choices)
