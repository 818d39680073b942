from __future__ import annotations

import secrets
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django import forms
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from apps.integrations import kinds
from apps.organisations.models.announcement import Kind
from apps.workspace.webhooks.telling import WORDS


def once() -> str:
    """What sets a form apart from all others, so that the same one sent twice is seen."""
    return secrets.token_urlsafe(16)


def _explained() -> list[tuple[str, Any]]:
    line = "{}<small class='hint'>{}</small>"
    return [
        (kind.value, format_html(line, kind.value, kinds.SENTENCES[kind]))
        for kind in kinds.CHOOSABLE
    ]


class WebhookForm(forms.Form):
    """``once`` makes a form that is sent twice one webhook."""

    once = forms.CharField(max_length=64, required=False, widget=forms.HiddenInput)
    name = forms.CharField(
        label=_("Name"),
        max_length=80,
        help_text=_("What listens there, so that you know it again."),
    )
    url = forms.CharField(
        label=_("Address"),
        max_length=500,
        required=False,
        help_text=_(
            "Begins with https:// and can be reached from the public internet. Leave it empty if "
            "you have none: a program of yours then asks for its events."
        ),
        widget=forms.URLInput(
            attrs={"autocomplete": "off", "spellcheck": "false", "dir": "ltr", "inputmode": "url"}
        ),
    )
    kinds = forms.MultipleChoiceField(
        label=_("It is told"),
        choices=_explained,
        widget=forms.CheckboxSelectMultiple,
        initial=[kind.value for kind in kinds.CHOOSABLE],
        error_messages={"required": _("Choose what it is told.")},
        help_text=_("With all of them on, kinds that are added later are told too."),
    )

    def wanted(self) -> dict[str, Any]:
        """What the actions take."""
        chosen = self.cleaned_data
        return {"name": chosen["name"], "url": chosen["url"] or None, "kinds": chosen["kinds"]}


class FilterForm(forms.Form):
    """Which deliveries of a webhook are shown. What makes no sense filters nothing."""

    state = forms.ChoiceField(
        label=_("State"),
        required=False,
        choices=[("", _("All")), *((state.value, word) for state, word in WORDS.items())],
    )
    kind = forms.ChoiceField(
        label=_("What happened"),
        required=False,
        choices=[("", _("Everything")), *((kind.value, kind.value) for kind in Kind)],
    )
    candidate = forms.UUIDField(
        label=_("Candidate’s id"),
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false", "dir": "ltr"}),
    )

    def lookups(self) -> dict[str, str | UUID]:
        self.full_clean()
        names = {"state": "state", "kind": "message__kind", "candidate": "candidate_id"}
        return {names[k]: v for k, v in self.cleaned_data.items() if v}


class SinceForm(forms.Form):
    """From when on failed deliveries are sent again; in the reader's zone."""

    once = forms.CharField(max_length=64, required=False, widget=forms.HiddenInput)
    since = forms.DateTimeField(
        label=_("Failed since"),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        zone = timezone.get_current_timezone_name()
        self.fields["since"].help_text = _("In the time zone %(zone)s.") % {"zone": zone}

    @classmethod
    def blank(cls) -> SinceForm:
        return cls(initial={"once": once(), "since": _a_day_ago()})


def _a_day_ago() -> datetime:
    return timezone.localtime(timezone.now() - timedelta(days=1)).replace(second=0, microsecond=0)
