"""Every write to organisations: one noun a module, one verb a function."""

from apps.organisations.actions import api_keys, memberships, organisations, team_invitations

__all__ = ["api_keys", "memberships", "organisations", "team_invitations"]
