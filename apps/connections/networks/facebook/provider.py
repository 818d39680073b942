"""Linking Facebook pages through allauth."""

from __future__ import annotations

from apps.connections.networks.adapter import Credential
from apps.connections.networks.facebook import grants
from apps.connections.networks.facebook.options import options
from apps.connections.networks.facebook.statements import SCOPES
from apps.connections.networks.oauth import LinkOAuth2Adapter, LinkProvider


class FacebookOAuth2Adapter(LinkOAuth2Adapter):
    provider_id = "facebook"
    scope_delimiter = ","

    @property
    def authorize_url(self) -> str:
        return options().authorize_url

    def open(self, *, code: str, verifier: str, redirect_uri: str) -> Credential:
        return grants.exchange(code=code, verifier=verifier, redirect_uri=redirect_uri)


class FacebookProvider(LinkProvider):
    id = "facebook"
    name = "Facebook"
    oauth2_adapter_class = FacebookOAuth2Adapter
    scopes = SCOPES
    auth_params = {"auth_type": "rerequest"}  # else Facebook never asks again for what was declined


provider_classes = [FacebookProvider]
