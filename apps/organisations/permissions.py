"""Who may do what: permissions are an enum, roles are data, one function decides."""

from __future__ import annotations

from enum import StrEnum

from apps.organisations.models.membership import Membership, Role


class Permission(StrEnum):
    SEE_CANDIDATES = "see_candidates"
    EDIT_OPENINGS = "edit_openings"
    INVITE = "invite"
    EDIT_STATUS = "edit_status"
    DECIDE = "decide"
    WRITE_NOTES = "write_notes"
    REMOVE_NOTES = "remove_notes"  # of others; one's own go without it
    EXPORT = "export"
    SEE_TEAM = "see_team"
    EDIT_TEAM = "edit_team"
    EDIT_KEYS = "edit_keys"
    EDIT_INTEGRATIONS = "edit_integrations"  # where the organisation's news goes
    EDIT_ORGANISATION = "edit_organisation"
    SEE_AUDIT = "see_audit"
    EDIT_OWNERS = "edit_owners"


_VIEWER = frozenset({Permission.SEE_CANDIDATES, Permission.SEE_TEAM})
_RECRUITER = _VIEWER | {
    Permission.EDIT_OPENINGS,
    Permission.INVITE,
    Permission.EDIT_STATUS,
    Permission.DECIDE,
    Permission.WRITE_NOTES,
    Permission.EXPORT,
}
_ADMIN = _RECRUITER | {
    Permission.EDIT_TEAM,
    Permission.EDIT_KEYS,
    Permission.EDIT_INTEGRATIONS,
    Permission.EDIT_ORGANISATION,
    Permission.SEE_AUDIT,
    Permission.REMOVE_NOTES,
}

GRANTS: dict[str, frozenset[Permission]] = {
    Role.VIEWER: _VIEWER,
    Role.RECRUITER: _RECRUITER,
    Role.ADMIN: _ADMIN,
    Role.OWNER: _ADMIN | {Permission.EDIT_OWNERS},
}


def may(membership: Membership | None, permission: Permission) -> bool:
    """Whether this member holds the permission. No membership: never."""
    return membership is not None and permission in GRANTS[membership.role]
