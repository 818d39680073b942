from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from apps.scoring.models import Outcome
from apps.scoring.models.contest import LONGEST

CHOICES = [
    (Outcome.UPHELD.value, _("The score stands. Nothing changes but the mark.")),
    (
        Outcome.RECOMPUTED.value,
        _("Work it out anew. The accounts are read again now, and the score follows them."),
    ),
    (
        Outcome.REMOVED.value,
        _("Stop using it. The score leaves your pages for good, and nothing is read for you."),
    ),
]


class AnswerForm(forms.Form):
    outcome = forms.ChoiceField(
        label=_("What happens to the score?"),
        choices=CHOICES,
        error_messages={"required": _("Choose what happens to the score.")},
        widget=forms.RadioSelect,
    )
    answer = forms.CharField(
        label=_("Your answer"),
        error_messages={"required": _("Say why, in a sentence or two.")},
        help_text=_("The person reads exactly this, with your name. It cannot be changed."),
        widget=forms.Textarea(attrs={"rows": 5, "maxlength": LONGEST, "dir": "auto"}),
    )
