"""What the hiring team writes about a candidate: decisions and notes."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from apps.candidates.models import Kind
from apps.candidates.models.decision import LONGEST_REASON
from apps.candidates.models.note import LONGEST_NOTE


def _area(rows: int, most: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows, "maxlength": most, "dir": "auto"})


class DecisionForm(forms.Form):
    """``score``: the one that the page showed; ``after``: the newest decision on it."""

    score = forms.UUIDField(widget=forms.HiddenInput, required=False)
    after = forms.UUIDField(widget=forms.HiddenInput, required=False)
    kind = forms.ChoiceField(
        label=_("What do you decide?"),
        choices=Kind.choices,
        error_messages={"required": _("Choose what you decide.")},
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label=_("Why?"),
        max_length=LONGEST_REASON,
        error_messages={"required": _("Say why, in a sentence or two.")},
        widget=_area(3, LONGEST_REASON),
        help_text=_(
            "Your name and this reason are kept with the decision, and nobody can change them. "
            "The person may read them. A score alone is no reason."
        ),
    )

    def __init__(self, *args: Any, application: UUID, **kwargs: Any) -> None:
        """Several forms stand on one page, one for each application."""
        super().__init__(*args, **kwargs)
        self.auto_id = f"decide_{application}_%s"
        self.application = application


class NoteForm(forms.Form):
    """``opening`` is empty for a note about the person in all openings."""

    opening = forms.ChoiceField(label=_("About"), required=False)
    text = forms.CharField(
        label=_("New note"),
        max_length=LONGEST_NOTE,
        error_messages={"required": _("Write something down first.")},
        widget=_area(3, LONGEST_NOTE),
        help_text=_("Your team reads it, and the person may ask to. The words cannot be edited."),
    )

    def __init__(self, *args: Any, openings: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", str(_("The person in general"))), *openings]
        self.fields["opening"].choices = choices  # type: ignore[attr-defined]  # a ChoiceField
        if len(openings) < 2:
            self.fields["opening"].widget = forms.HiddenInput()
