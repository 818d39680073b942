"""What the hiring team says about a job."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from apps.candidates.actions import blinding
from apps.candidates.actions.openings import FACTORS, Weights
from apps.candidates.models import Opening
from apps.candidates.models.opening import WEIGHT_BOUNDS
from apps.candidates.substance import refuse_without_substance
from apps.core.refusals import Refused

LOWEST, HIGHEST = WEIGHT_BOUNDS


def _weight(label: Any) -> forms.DecimalField:
    return forms.DecimalField(
        label=label,
        min_value=LOWEST,
        max_value=HIGHEST,
        max_digits=4,
        decimal_places=2,
        initial=Decimal("1.00"),
        localize=True,
        error_messages={
            "min_value": _("At least 0.5."),
            "max_value": _("At most 2."),
            "invalid": _("Enter a number."),
            "max_decimal_places": _("At most two digits after the point."),
        },
        widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
    )


class OpeningForm(forms.Form):
    """``reason`` may wait, but without one nobody can be invited."""

    title = forms.CharField(
        label=_("Job title"),
        max_length=120,
        error_messages={"required": _("Name the job.")},
        widget=forms.TextInput(attrs={"autocomplete": "off", "dir": "auto"}),
    )
    place = forms.CharField(
        label=_("Place"),
        max_length=120,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "dir": "auto"}),
    )
    reason = forms.CharField(
        label=_("Why does online influence matter here?"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4, "dir": "auto"}),
        help_text=_(
            "Candidates read your reason before they decide. Until it is here, nobody can be "
            "invited."
        ),
    )

    blind = forms.BooleanField(
        label=_("Blind: hide who people are until you decide about them"),
        required=False,
        help_text=_(
            "Names, addresses and places stay hidden in all of Renown’s pages until a decision "
            "with a reason is recorded about the person in this opening. Whoever invites somebody "
            "by email has seen the address."
        ),
    )

    def __init__(self, *args: Any, opening: Opening | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if opening and not blinding.may_switch(opening):
            self._fix_blind(opening)

    def _fix_blind(self, opening: Opening) -> None:
        field = self.fields["blind"]
        field.disabled = True
        field.help_text = (
            _("People are in this opening, so it stays blind: a decision shows who each is.")
            if opening.blind
            else _("Somebody was decided on with their name in sight, so it stays as it is.")
        )

    def clean_reason(self) -> str:
        return _with_substance(self.cleaned_data["reason"], "reason")


class WeightsForm(forms.Form):
    """How much each factor counts; 1 is as the score model has it."""

    reach_weight = _weight(_("Reach"))
    engagement_weight = _weight(_("Engagement"))
    network_weight = _weight(_("Network"))
    weights_reason = forms.CharField(
        label=_("Why these weights?"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2, "dir": "auto"}),
        help_text=_("Needed as soon as a weight is not 1. Candidates read it too."),
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
