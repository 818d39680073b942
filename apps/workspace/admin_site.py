"""The admin for hiring teams and platform operators."""

from __future__ import annotations

from unfold.sites import UnfoldAdminSite


class RenownAdminSite(UnfoldAdminSite):  # type: ignore[misc]  # unfold is untyped
    """Hiring teams see their organisation; operators choose one first."""
