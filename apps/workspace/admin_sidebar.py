"""The navigation of the admin: what a member may see, in the words of the workspace."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from apps.organisations.admin_base import may_look
from apps.organisations.permissions import Permission

type Item = tuple[str | Promise, str, Permission]

TABLES: list[tuple[str | Promise, list[Item]]] = [
    (
        gettext_lazy("Hiring"),
        [
            (gettext_lazy("People"), "candidates_candidate", Permission.SEE_CANDIDATES),
            (gettext_lazy("Openings"), "candidates_opening", Permission.SEE_CANDIDATES),
            (gettext_lazy("Invitations"), "candidates_invitation", Permission.SEE_CANDIDATES),
            (gettext_lazy("Notes"), "candidates_note", Permission.SEE_CANDIDATES),
            (gettext_lazy("Decisions"), "candidates_decision", Permission.SEE_CANDIDATES),
            (gettext_lazy("Contested scores"), "scoring_contest", Permission.SEE_CANDIDATES),
        ],
    ),
    (
        gettext_lazy("Organisation"),
        [
            (
                gettext_lazy("Settings"),
                "organisations_organisation",
                Permission.EDIT_ORGANISATION,
            ),
            (gettext_lazy("Members"), "organisations_membership", Permission.SEE_TEAM),
            (gettext_lazy("API keys"), "organisations_apikey", Permission.EDIT_KEYS),
            (
                gettext_lazy("Systems that are told"),
                "integrations_endpoint",
                Permission.EDIT_INTEGRATIONS,
            ),
            (
                gettext_lazy("Deliveries"),
                "integrations_delivery",
                Permission.EDIT_INTEGRATIONS,
            ),
            (gettext_lazy("Audit trail"), "audit_event", Permission.SEE_AUDIT),
        ],
    ),
]


def navigation(request: HttpRequest) -> list[dict[str, Any]]:
    """For unfold's ``SIDEBAR``."""
    week = {"title": _("This week"), "link": reverse("admin:index")}
    groups = [{"title": str(title), "items": [*_items(request, items)]} for title, items in TABLES]
    return [{"items": [week]}, *groups]


def account(request: HttpRequest) -> list[dict[str, str]]:
    """For unfold's ``ACCOUNT``: the ways out."""
    links = [
        {"title": _("Another organisation"), "link": reverse("admin:choose")},
        {"title": _("Your account"), "link": reverse("account_email")},
    ]
    if getattr(request.user, "is_operator", False):
        whole = {"title": _("The whole installation"), "link": reverse("admin:installation")}
        return [whole, *links]
    return links


def _items(request: HttpRequest, items: list[Item]) -> Iterator[dict[str, str]]:
    for label, name, permission in items:
        if may_look(request, permission):
            yield {"title": str(label), "link": reverse(f"admin:{name}_changelist")}
