"""Every write to organisations: one noun a module, one verb a function."""

from apps.organisations.actions import (
    api_keys,
    branding,
    memberships,
    organisations,
    team_invitations,
)

__all__ = ["api_keys", "branding", "memberships", "organisations", "team_invitations"]
