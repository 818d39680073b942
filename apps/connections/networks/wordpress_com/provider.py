"""Linking WordPress.com through allauth."""

from __future__ import annotations

from apps.connections.networks.adapter import Credential
from apps.connections.networks.oauth import LinkOAuth2Adapter, LinkProvider
from apps.connections.networks.wordpress_com import grants
from apps.connections.networks.wordpress_com.identity import nonce_of
from apps.connections.networks.wordpress_com.options import options
from apps.connections.networks.wordpress_com.statements import SCOPES


class WordPressComOAuth2Adapter(LinkOAuth2Adapter):
    provider_id = "wordpress_com"

    @property
    def authorize_url(self) -> str:
        return options().authorize_url

    def open(self, *, code: str, verifier: str, redirect_uri: str) -> Credential:
        return grants.exchange(code=code, verifier=verifier, redirect_uri=redirect_uri)


class WordPressComProvider(LinkProvider):
    id = "wordpress_com"
    name = "WordPress.com"
    oauth2_adapter_class = WordPressComOAuth2Adapter
    scopes = SCOPES

    def get_pkce_params(self) -> dict[str, str]:
        """With OpenID Connect's nonce, bound to the same verifier."""
        params: dict[str, str] = super().get_pkce_params()
        return {**params, "nonce": nonce_of(params["code_verifier"])}


provider_classes = [WordPressComProvider]
