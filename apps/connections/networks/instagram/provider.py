"""Linking Instagram through allauth. Its own provider for Instagram reads the Basic Display API,
which Meta has switched off."""

from __future__ import annotations

from apps.connections.networks.adapter import Credential
from apps.connections.networks.instagram import grants
from apps.connections.networks.instagram.options import options
from apps.connections.networks.instagram.statements import SCOPES
from apps.connections.networks.oauth import LinkOAuth2Adapter, LinkProvider


class InstagramOAuth2Adapter(LinkOAuth2Adapter):
    provider_id = "instagram"
    scope_delimiter = ","

    @property
    def authorize_url(self) -> str:
        return options().authorize_url

    def open(self, *, code: str, verifier: str, redirect_uri: str) -> Credential:
        return grants.exchange(code=code, redirect_uri=redirect_uri)


class InstagramProvider(LinkProvider):
    id = "instagram"
    name = "Instagram"
    oauth2_adapter_class = InstagramOAuth2Adapter
    scopes = SCOPES
    pkce_enabled_default = False  # Instagram's page knows no challenge


provider_classes = [InstagramProvider]
