"""How django-allauth behaves here."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_language, override

from apps.accounts.models import User
from apps.accounts.preferences import language_of_address
from apps.core import languages, zones


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth is untyped
    """Open sign-up, addresses in lower case, links with the public address. Who signs up goes on
    reading as they do now; mail is in the language of who gets it."""

    def save_user(self, request: HttpRequest, user: User, form: Any, commit: bool = True) -> User:
        user.name = form.cleaned_data.get("name", "")
        user.language = languages.known(get_language())
        user.time_zone = zones.chosen(request)
        if not self.is_email_verified(request, form.cleaned_data.get("email", "")):
            # allauth would make the proven address theirs although they gave another one.
            self.unstash_verified_email(request)
        saved: User = super().save_user(request, user, form, commit=commit)
        return saved

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        with override(language_of_address(email, otherwise=get_language() or "")):
            context = {**context, "public_url": settings.PUBLIC_URL}
            super().send_mail(template_prefix, email, context)
