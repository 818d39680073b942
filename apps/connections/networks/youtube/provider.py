"""Linking YouTube through allauth."""

from __future__ import annotations

from apps.connections.networks.adapter import Credential
from apps.connections.networks.oauth import LinkOAuth2Adapter, LinkProvider
from apps.connections.networks.youtube import grants
from apps.connections.networks.youtube.options import options
from apps.connections.networks.youtube.statements import SCOPES


class YouTubeOAuth2Adapter(LinkOAuth2Adapter):
    provider_id = "youtube"

    @property
    def authorize_url(self) -> str:
        return options().authorize_url

    def open(self, *, code: str, verifier: str, redirect_uri: str) -> Credential:
        return grants.exchange(code=code, verifier=verifier, redirect_uri=redirect_uri)


class YouTubeProvider(LinkProvider):
    """``offline`` with ``consent`` brings a refresh token each time; ``select_account`` makes
    Google ask which channel, where somebody has several. Without ``include_granted_scopes``,
    Google adds none that was granted before."""

    id = "youtube"
    name = "YouTube"
    oauth2_adapter_class = YouTubeOAuth2Adapter
    scopes = SCOPES
    auth_params = {"access_type": "offline", "prompt": "consent select_account"}


provider_classes = [YouTubeProvider]
