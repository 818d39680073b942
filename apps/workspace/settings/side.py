"""The list of settings pages beside each of them."""

from __future__ import annotations

from django.urls import reverse

from apps.organisations.access import MemberRequest
from apps.organisations.permissions import Permission, may
from apps.workspace.context import Item

PAGES = (
    ("organisation", "Organisation", Permission.EDIT_ORGANISATION),
    ("team", "Team", Permission.SEE_TEAM),
    ("keys", "API keys", Permission.EDIT_KEYS),
    ("audit", "Audit trail", Permission.SEE_AUDIT),
)


def side(request: MemberRequest, current: str) -> list[Item]:
    """The pages that this member may see."""
    return [
        Item(label, reverse(name, args=[request.organisation.slug]), name == current)
        for name, label, permission in PAGES
        if may(request.membership, permission)
    ]
