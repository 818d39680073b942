"""Linking X through allauth. Its own provider for X has fixed addresses and keeps name and picture:
this one takes the addresses from the settings and keeps the id and the handle only."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from allauth.socialaccount.models import SocialLogin, SocialToken
from allauth.socialaccount.providers.base import ProviderAccount
from allauth.socialaccount.providers.oauth2.client import OAuth2Client, OAuth2Error
from allauth.socialaccount.providers.oauth2.provider import OAuth2Provider
from allauth.socialaccount.providers.oauth2.views import OAuth2Adapter
from django.http import HttpRequest

from apps.connections.networks.adapter import Credential
from apps.connections.networks.errors import NetworkError
from apps.connections.networks.x import grants, parse
from apps.connections.networks.x.client import XClient
from apps.connections.networks.x.options import options
from apps.connections.networks.x.statements import SCOPES


class XOAuth2Client(OAuth2Client):  # type: ignore[misc]  # allauth has no types
    """Fetches the token through the adapter's own client, with its limits and its errors."""

    def get_access_token(
        self, code: str, pkce_code_verifier: str | None = None, extra_data: object = None
    ) -> dict[str, Any]:
        try:
            tokens = grants.exchange(
                code=code, verifier=pkce_code_verifier or "", redirect_uri=self.callback_url
            )
        except NetworkError as error:
            raise OAuth2Error(error.code) from None
        return dict(tokens)


class XOAuth2Adapter(OAuth2Adapter):  # type: ignore[misc]  # allauth has no types
    provider_id = "x"
    client_class = XOAuth2Client

    @property
    def authorize_url(self) -> str:
        return options().authorize_url

    @property
    def access_token_url(self) -> str:
        return f"{options().api_url}/2/oauth2/token"

    def complete_login(
        self, request: HttpRequest, app: object, token: SocialToken, **kwargs: Any
    ) -> SocialLogin:
        try:
            with XClient(token.token) as client:
                account_id, handle = parse.identity(client.me())
        except NetworkError as error:
            raise OAuth2Error(error.code) from None
        account = {
            "id": account_id,
            "username": handle,
            "scope": kwargs["response"].get("scope", ""),
        }
        return self.get_provider().sociallogin_from_response(request, account)


class XAccount(ProviderAccount):  # type: ignore[misc]  # allauth has no types
    """The handle is what allauth shows; there is no picture and no link."""


class XProvider(OAuth2Provider):  # type: ignore[misc]  # allauth has no types
    id = "x"
    name = "X"
    account_class = XAccount
    oauth2_adapter_class = XOAuth2Adapter
    pkce_enabled_default = True

    def extract_uid(self, data: Mapping[str, str]) -> str:
        return data["id"]

    def extract_extra_data(self, data: Mapping[str, str]) -> dict[str, str]:
        return {name: data[name] for name in ("id", "username", "scope")}

    def extract_common_fields(self, data: Mapping[str, str]) -> dict[str, str]:
        """Nothing of the network's account becomes part of the person's own."""
        return {}

    def get_scope(self) -> list[str]:
        return list(SCOPES)

    def get_scope_from_request(self, request: HttpRequest) -> list[str]:
        """Never what ``?scope=`` says: it could ask for more than the consent page told."""
        return self.get_scope()

    def get_auth_params_from_request(self, request: HttpRequest, action: str) -> dict[str, str]:
        """Never what ``?auth_params=`` says: it could bring in another scope or address."""
        return {}


def credential_of(login: SocialLogin) -> Credential:
    """What a finished OAuth dance opened. The handle is its label."""
    token, account = login.token, login.account
    return Credential(
        account_id=account.uid,
        label=f"@{account.extra_data['username']}",
        access_token=token.token,
        refresh_token=token.token_secret,
        expires_at=token.expires_at or datetime.now(UTC) + timedelta(seconds=grants.LIFETIME),
        scopes=frozenset(account.extra_data["scope"].split()) or frozenset(SCOPES),
    )


provider_classes = [XProvider]
