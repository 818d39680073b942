"""Linking through allauth ends here: no social account is stored, a connection is made instead."""

from __future__ import annotations

from allauth.socialaccount.adapter import DefaultSocialAccountAdapter


class LinkingAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]  # allauth is untyped
    """Turns a finished OAuth flow into a connection."""
