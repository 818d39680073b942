"""Which addresses a user has proven to be theirs."""

from __future__ import annotations

from allauth.account.models import EmailAddress

from apps.accounts.models import User


def has_proven(user: User, email: str) -> bool:
    """Whether this user confirmed that they read mail sent to ``email``."""
    found: bool = EmailAddress.objects.filter(
        user=user, email__iexact=email.strip(), verified=True
    ).exists()
    return found
