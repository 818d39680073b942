from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Any

from django import forms
from django.utils import timezone

from apps.organisations.models.api_key import ApiScope
from apps.organisations.models.membership import Role

ROLES = {
    Role.VIEWER: "Viewer: sees candidates and scores",
    Role.RECRUITER: "Recruiter: also opens jobs and invites candidates",
    Role.ADMIN: "Admin: also changes team, keys and settings",
    Role.OWNER: "Owner: also changes other owners",
}


class RoleForm(forms.Form):
    """``with_owner`` offers the role that only owners may give."""

    role = forms.ChoiceField(label="Role", initial=Role.RECRUITER.value)

    def __init__(self, *args: Any, with_owner: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        role = self.fields["role"]
        assert isinstance(role, forms.ChoiceField)
        role.choices = [
            (role.value, label) for role, label in ROLES.items() if with_owner or role != Role.OWNER
        ]


class InviteForm(RoleForm):
    email = forms.EmailField(
        max_length=254,
        label="Email address",
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )
    field_order = ("email", "role")


class KeyForm(forms.Form):
    """``once`` makes a form that is sent twice one key."""

    PERIODS = (("30", "30 days"), ("90", "90 days"), ("365", "1 year"), ("never", "Never"))

    once = forms.CharField(max_length=64, widget=forms.HiddenInput)
    name = forms.CharField(
        label="Name", max_length=80, help_text="What uses the key, so that you know it again."
    )
    scopes = forms.MultipleChoiceField(
        label="It may",
        choices=ApiScope.choices,
        widget=forms.CheckboxSelectMultiple,
        initial=[ApiScope.READ.value],
        error_messages={"required": "Choose what the key may do."},
    )
    expires = forms.ChoiceField(label="Expires after", choices=PERIODS, initial="90")

    def expires_at(self) -> datetime | None:
        """The end of the last day, None for a key that does not expire."""
        days = self.cleaned_data["expires"]
        if days == "never":
            return None
        last = timezone.localdate() + timedelta(days=int(days))
        return timezone.make_aware(datetime.combine(last, time.max))
