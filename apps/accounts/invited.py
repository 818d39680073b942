"""People who come by a link that was mailed to them."""

from __future__ import annotations

from allauth.account.adapter import get_adapter
from django.http import HttpRequest

from apps.accounts.models import User
from apps.accounts.proof import has_proven


def prove_email(request: HttpRequest, email: str) -> None:
    """Who opens a link sent to ``email`` reads its mail: signing up with that address in this
    session asks for no code. Signing up with another one drops the proof (see the account adapter).
    Signed-in people are left as they are."""
    if not request.user.is_authenticated:
        get_adapter(request).stash_verified_email(request, email.strip().lower())


def is_invited(request: HttpRequest, email: str) -> bool:
    """Whether the signed-in user may use what was sent to ``email``."""
    return isinstance(request.user, User) and has_proven(request.user, email)
