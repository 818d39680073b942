"""Linking X through allauth."""

from __future__ import annotations

from apps.connections.networks.adapter import Credential
from apps.connections.networks.oauth import LinkOAuth2Adapter, LinkProvider
from apps.connections.networks.x import grants
from apps.connections.networks.x.options import options
from apps.connections.networks.x.statements import SCOPES


class XOAuth2Adapter(LinkOAuth2Adapter):
    provider_id = "x"

    @property
    def authorize_url(self) -> str:
        return options().authorize_url

    def open(self, *, code: str, verifier: str, redirect_uri: str) -> Credential:
        return grants.exchange(code=code, verifier=verifier, redirect_uri=redirect_uri)


class XProvider(LinkProvider):
    id = "x"
    name = "X"
    oauth2_adapter_class = XOAuth2Adapter
    scopes = SCOPES


provider_classes = [XProvider]
