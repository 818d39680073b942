"""Linking through allauth ends here: no social account is stored, a connection is made instead."""

from __future__ import annotations

from typing import Any

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialLogin
from allauth.socialaccount.providers.base import AuthError
from django.http import HttpRequest

from apps.connections.networks.oauth import credential_of
from apps.connections.networks.registry import adapter, is_linked_by_login
from apps.portal.accounts import ends, logins, words


class LinkingAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]  # allauth is untyped
    """Turns a finished OAuth flow into a connection."""

    def get_provider(
        self, request: HttpRequest | None, provider: str, client_id: str | None = None
    ) -> Any:
        """allauth asks for it before it leads to the network, and before it reads what comes back:
        both only for somebody who is signed in and shares this network with somebody."""
        if request is not None and is_linked_by_login(provider):
            refusal = ends.refusal(request, provider)
            if refusal:
                raise ImmediateHttpResponse(refusal)
        return super().get_provider(request, provider, client_id=client_id)

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        network, credential = sociallogin.account.provider, credential_of(sociallogin)
        raise ImmediateHttpResponse(logins.finish(request, network, credential))

    def on_authentication_error(
        self,
        request: HttpRequest,
        provider: Any,
        error: str | None = None,
        exception: Exception | None = None,
        extra_context: dict[str, Any] | None = None,
    ) -> None:
        if error in (AuthError.CANCELLED, AuthError.DENIED):
            told = words.NOT_ALLOWED.format(label=provider.name)
        else:
            told = words.of_login(exception, adapter(provider.id))
        raise ImmediateHttpResponse(ends.failed(request, told))

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        """Nobody signs up by a network: an account here begins with an e-mail address."""
        return False
