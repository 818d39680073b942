"""What somebody says who comes by a public link."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from django import forms
from django.core import signing
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

LEAST_TIME = timedelta(
    seconds=2
)  # nobody reads, types a name and an address, and sends them faster
_SALT = "renown.joining"


class JoinForm(forms.Form):
    """``website`` is hidden: who fills it is no person. ``since`` is when the page was first shown,
    signed, and stays with the form when it is shown again."""

    name = forms.CharField(
        label=_("Your name"),
        max_length=120,
        error_messages={"required": _("Give your name.")},
        widget=forms.TextInput(attrs={"autocomplete": "name", "dir": "auto"}),
    )
    email = forms.EmailField(
        max_length=254,
        label=_("Your email address"),
        error_messages={
            "required": _("Where should the letter go?"),
            "invalid": _("Give a complete email address: ada@example.com."),
        },
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        help_text=_("We send one letter there, which proves that the address is yours."),
    )
    website = forms.CharField(required=False, label=_("Leave this empty"))
    since = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, data: QueryDict | None = None) -> None:
        super().__init__(data, initial={"since": _signed_now()})

    def clean_name(self) -> str:
        return " ".join(self.cleaned_data["name"].split())

    @property
    def is_of_a_bot(self) -> bool:
        return bool(self.cleaned_data.get("website"))

    @property
    def is_hasty(self) -> bool:
        """Sent faster than a person can, or without the page."""
        shown = _shown_at(self.cleaned_data.get("since", ""))
        return shown is None or timezone.now() - shown < LEAST_TIME

    def begin_anew(self) -> None:
        """Shown again, it counts from now where it came without the page."""
        if _shown_at(self.cleaned_data.get("since", "")) is None:
            self.data = {**self.data, **self.cleaned_data, "since": _signed_now()}


def _signed_now() -> str:
    return signing.dumps(timezone.now().timestamp(), salt=_SALT)


def _shown_at(since: str) -> datetime | None:
    try:
        return datetime.fromtimestamp(signing.loads(since, salt=_SALT), UTC)
    except signing.BadSignature:
        return None
