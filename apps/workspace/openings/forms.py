"""What the hiring team says about a job."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms

from apps.candidates.actions.openings import FACTORS, Weights
from apps.candidates.models import Opening
from apps.candidates.models.opening import WEIGHT_BOUNDS
from apps.candidates.substance import refuse_without_substance
from apps.core.refusals import Refused

LOWEST, HIGHEST = WEIGHT_BOUNDS


def _weight(factor: str) -> forms.DecimalField:
    return forms.DecimalField(
        label=factor.capitalize(),
        min_value=LOWEST,
        max_value=HIGHEST,
        max_digits=4,
        decimal_places=2,
        initial=Decimal("1.00"),
        error_messages={
            "min_value": f"At least {LOWEST:.1f}.",
            "max_value": f"At most {HIGHEST:.0f}.",
        },
        widget=forms.NumberInput(attrs={"step": "0.05", "inputmode": "decimal"}),
    )


class OpeningForm(forms.Form):
    """``reason`` may wait, but without one nobody can be invited."""

    title = forms.CharField(
        label="Job title",
        max_length=120,
        error_messages={"required": "Name the job."},
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    place = forms.CharField(
        label="Place",
        max_length=120,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    reason = forms.CharField(
        label="Why does online influence matter here?",
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Candidates read your reason before they decide. Until it is here, nobody can be "
        "invited.",
    )

    def clean_reason(self) -> str:
        return _with_substance(self.cleaned_data["reason"], "reason")


class WeightsForm(forms.Form):
    """How much each factor counts; 1 is as the score model has it."""

    reach_weight = _weight("reach")
    engagement_weight = _weight("engagement")
    network_weight = _weight("network")
    weights_reason = forms.CharField(
        label="Why these weights?",
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Needed as soon as a weight is not 1.",
    )

    def clean_weights_reason(self) -> str:
        return _with_substance(self.cleaned_data["weights_reason"], "weights_reason")

    def weights(self) -> Weights:
        return Weights(*(self.cleaned_data[f"{factor}_weight"] for factor in FACTORS))


def described(opening: Opening) -> dict[str, Any]:
    """The opening as both forms' initial values."""
    names = (*OpeningForm.base_fields, *WeightsForm.base_fields)
    return {name: getattr(opening, name) for name in names}


def _with_substance(text: str, field: str) -> str:
    text = text.strip()
    if text:
        try:
            refuse_without_substance(text, field=field)
        except Refused as refused:
            raise forms.ValidationError(refused.message, code=refused.code) from refused
    return text
