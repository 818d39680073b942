from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Any

from django import forms
from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from apps.core import zones
from apps.organisations.models.api_key import OFFERED, ApiScope
from apps.organisations.models.membership import Role
from apps.organisations.models.organisation import RETENTION_MONTHS

ROLES = {
    Role.VIEWER: _("Viewer: sees candidates and scores"),
    Role.RECRUITER: _("Recruiter: also opens jobs, invites candidates and decides"),
    Role.ADMIN: _("Admin: also changes team, keys and settings"),
    Role.OWNER: _("Owner: also changes other owners"),
}


GRACES = (
    (0, _("At once")),
    (7, _("In 7 days")),
    (14, _("In 14 days")),
    (30, _("In 30 days")),
)


class RoleForm(forms.Form):
    """``with_owner`` offers the role that only owners may give."""

    role = forms.ChoiceField(label=_("Role"), initial=Role.RECRUITER.value)

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
        label=_("Email address"),
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )
    field_order = ("email", "role")


class LiveUnlessSaid(forms.RadioSelect):
    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        return super().value_from_datadict(data, files, name) or "live"


class KeyForm(forms.Form):
    """``once`` makes a form that is sent twice one key."""

    PERIODS = (
        ("30", _("30 days")),
        ("90", _("90 days")),
        ("365", _("1 year")),
        ("never", pgettext_lazy("expires", "Never")),
    )

    once = forms.CharField(max_length=64, widget=forms.HiddenInput)
    name = forms.CharField(
        label=_("Name"), max_length=80, help_text=_("What uses the key, so that you know it again.")
    )
    mode = forms.ChoiceField(
        label=_("It works with"),
        choices=(
            ("live", _("Your candidates")),
            ("test", _("Made-up people, to try a program without anybody being written to")),
        ),
        initial="live",
        widget=LiveUnlessSaid,
    )
    scopes = forms.MultipleChoiceField(
        label=_("It may"),
        help_text=_("Each stands for itself: a key that changes openings reads no scores."),
        choices=[(scope.value, scope.label) for scope in OFFERED],
        widget=forms.CheckboxSelectMultiple,
        initial=[ApiScope.READ.value],
        error_messages={"required": _("Choose what the key may do.")},
    )
    expires = forms.ChoiceField(label=_("Expires after"), choices=PERIODS, initial="90")
    networks = forms.CharField(
        label=_("Only from these addresses"),
        help_text=_(
            "One a line, such as 203.0.113.7 or 203.0.113.0/24, at most 20."
            " Leave it empty for anywhere."
        ),
        required=False,
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 3, "spellcheck": "false", "dir": "ltr"}),
    )

    @property
    def is_test(self) -> bool:
        return bool(self.cleaned_data["mode"] == "test")

    def allowed_networks(self) -> list[str]:
        lines = self.cleaned_data["networks"].splitlines()
        return [line for line in lines if line.strip()]

    def expires_at(self) -> datetime | None:
        """The end of the last day, None for a key that does not expire."""
        days = self.cleaned_data["expires"]
        if days == "never":
            return None
        last = timezone.localdate() + timedelta(days=int(days))
        return timezone.make_aware(datetime.combine(last, time.max))


class LogoForm(forms.Form):
    logo = forms.FileField(
        label=_("Picture"),
        help_text=_("PNG, JPEG or WebP, up to 300 kB. It is shown at most 52 pixels high."),
        widget=forms.FileInput(attrs={"accept": "image/png,image/jpeg,image/webp"}),
        error_messages={
            "required": _("Choose a picture first."),
            "empty": _("The file is empty. Choose another one."),
        },
    )


class AccentForm(forms.Form):
    """A text field and no colour picker: that one cannot be left empty."""

    accent = forms.CharField(
        label=_("Colour"),
        max_length=7,
        required=False,
        help_text=_("# and six digits, like #1b377d. Leave it empty for none."),
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "spellcheck": "false", "dir": "ltr", "inputmode": "text"}
        ),
    )


class LocaleForm(forms.Form):
    language = forms.ChoiceField(
        label=_("Language"),
        help_text=_("Invitations, reminders and the pages that they open speak it."),
    )
    time_zone = forms.ChoiceField(
        label=_("Time zone"), help_text=_("In which times stand for people who chose none.")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        language, time_zone = self.fields["language"], self.fields["time_zone"]
        assert isinstance(language, forms.ChoiceField)
        assert isinstance(time_zone, forms.ChoiceField)
        names = dict(settings.LANGUAGES)
        language.choices = [(code, names[code]) for code in settings.PAGE_LANGUAGES]
        time_zone.choices = [(name, name.replace("_", " ")) for name in zones.choices()]


class RetentionForm(forms.Form):
    months = forms.IntegerField(
        label=_("Months after an opening closed"),
        min_value=RETENTION_MONTHS[0],
        max_value=RETENTION_MONTHS[1],
        help_text=_("1 to 24. Six is usual where rejected people may bring a claim."),
    )


class SecondFactorForm(forms.Form):
    grace = forms.TypedChoiceField(
        label=_("From when"),
        coerce=int,
        initial=7,
        choices=GRACES,
    )
