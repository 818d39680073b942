"""The list of settings pages beside each of them."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from apps.organisations.access import MemberRequest
from apps.organisations.permissions import Permission, may
from apps.workspace.context import Item

PAGES = (
    ("organisation", _("Organisation"), Permission.EDIT_ORGANISATION),
    ("branding", _("Branding"), Permission.EDIT_ORGANISATION),
    ("languages", _("Language and time"), Permission.EDIT_ORGANISATION),
    ("team", pgettext_lazy("settings", "Team"), Permission.SEE_TEAM),
    ("security", _("Security"), Permission.EDIT_ORGANISATION),
    ("retention", _("Retention"), Permission.EDIT_ORGANISATION),
    ("keys", _("API keys"), Permission.EDIT_KEYS),
    ("tracking_systems", _("Tracking systems"), Permission.EDIT_INTEGRATIONS),
    ("webhooks", _("Webhooks"), Permission.EDIT_INTEGRATIONS),
    ("klout", "Klout", Permission.EDIT_INTEGRATIONS),
    ("audit", _("Audit trail"), Permission.SEE_AUDIT),
)


def side(request: MemberRequest, current: str) -> list[Item]:
    """The pages that this member may see."""
    return [
        Item(str(label), reverse(name, args=[request.organisation.slug]), name == current)
        for name, label, permission in PAGES
        if may(request.membership, permission)
    ]
