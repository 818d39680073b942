"""Linking through allauth: the base of every network's provider.

allauth leads away, keeps the state and PKCE, and meets what comes back. Its own providers have
fixed addresses, an HTTP stack of their own, and keep names and pictures; these take the addresses
from the settings, call through the network's own client, and keep the account's id alone. The
credential travels with the finished login and is never stored by allauth.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from allauth.socialaccount.models import SocialLogin, SocialToken
from allauth.socialaccount.providers.base import ProviderAccount
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.oauth2.provider import OAuth2Provider
from allauth.socialaccount.providers.oauth2.views import OAuth2Adapter
from django.http import HttpRequest

from apps.connections.networks.adapter import Credential
from apps.connections.networks.errors import Forbidden, NetworkError

NOT_ENOUGH = "not_enough"  # the login came back without a scope that even the identity takes


class LinkOAuth2Adapter(OAuth2Adapter):  # type: ignore[misc]  # allauth has no types
    """A network says where the browser is led (``authorize_url``) and what its code opens."""

    access_token_url = ""  # the network's client knows it

    @property
    def authorize_url(self) -> str:
        raise NotImplementedError

    def open(self, *, code: str, verifier: str, redirect_uri: str) -> Credential:
        """What an authorisation code opens: identity, tokens and granted scopes. ``verifier`` is
        PKCE's, "" without it. Raises ``NetworkError``; ``Forbidden`` with a scope that was asked
        for, where the person left it out and nothing can be told without it."""
        raise NotImplementedError

    def get_access_token_data(
        self, request: HttpRequest, app: Any, client: Any, pkce_code_verifier: str | None = None
    ) -> dict[str, Any]:
        try:
            credential = self.open(
                code=request.GET["code"],
                verifier=pkce_code_verifier or "",
                redirect_uri=client.callback_url,
            )
        except Forbidden as error:
            asked = self.get_provider().get_scope()
            raise OAuth2Error(NOT_ENOUGH if error.scope in asked else error.code) from None
        except NetworkError as error:
            raise OAuth2Error(error.code) from None
        self.did_fetch_access_token = True
        return {"access_token": credential.access_token, "credential": credential}

    def complete_login(
        self, request: HttpRequest, app: object, token: SocialToken, **kwargs: Any
    ) -> SocialLogin:
        credential: Credential = kwargs["response"]["credential"]
        account = {"id": credential.account_id}
        login = self.get_provider().sociallogin_from_response(request, account)
        login.credential = credential
        return login


class LinkAccount(ProviderAccount):  # type: ignore[misc]  # allauth has no types
    """allauth shows no name, picture or link of it."""


class LinkProvider(OAuth2Provider):  # type: ignore[misc]  # allauth has no types
    """A network sets ``id``, ``name``, ``scopes``, ``oauth2_adapter_class`` and, where its
    authorisation page wants more, ``auth_params``."""

    account_class = LinkAccount
    pkce_enabled_default = True
    scopes: ClassVar[tuple[str, ...]]
    auth_params: ClassVar[Mapping[str, str]] = {}

    def extract_uid(self, data: Mapping[str, str]) -> str:
        return data["id"]

    def extract_extra_data(self, data: Mapping[str, str]) -> dict[str, str]:
        return {"id": data["id"]}

    def extract_common_fields(self, data: Mapping[str, str]) -> dict[str, str]:
        """Nothing of the network's account becomes part of the person's own."""
        return {}

    def get_scope(self) -> list[str]:
        return list(self.scopes)

    def get_scope_from_request(self, request: HttpRequest) -> list[str]:
        """Never what ``?scope=`` says: it could ask for more than the consent page told."""
        return self.get_scope()

    def get_auth_params(self) -> dict[str, str]:
        return dict(self.auth_params)

    def get_auth_params_from_request(self, request: HttpRequest, action: str) -> dict[str, str]:
        """Never what ``?auth_params=`` says: it could bring in another scope or address."""
        return self.get_auth_params()


def credential_of(login: SocialLogin) -> Credential:
    """What a finished login opened."""
    credential: Credential = login.credential
    return credential
