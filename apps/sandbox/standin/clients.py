"""Which applications a stand-in knows: the one of the settings."""

from __future__ import annotations

import base64
import binascii
import hmac
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest


class Clients:
    """``basic``: whether id and secret come as HTTP Basic; otherwise in the form or the query."""

    def __init__(self, network: str, *, basic: bool) -> None:
        self._network, self._basic = network, basic

    @property
    def _own(self) -> tuple[str, str]:
        own = settings.NETWORKS[self._network]
        return own["CLIENT_ID"], own["CLIENT_SECRET"]

    def is_client(self, client_id: str) -> bool:
        return bool(client_id) and client_id == self._own[0]

    def is_registered_redirect(self, request: HttpRequest, redirect_uri: str) -> bool:
        """Addresses of this very site, whatever name it is reached by."""
        here = {_origin(settings.PUBLIC_URL), _origin(request.build_absolute_uri("/"))}
        return _origin(redirect_uri) in here

    def is_authentic(self, request: HttpRequest) -> bool:
        """Whether the application's id and secret came as the network asks for them."""
        given = _basic(request) if self._basic else _form(request)
        return hmac.compare_digest(given.encode(), ":".join(self._own).encode())


def _basic(request: HttpRequest) -> str:
    kind, _, encoded = request.headers.get("Authorization", "").partition(" ")
    if kind.lower() != "basic":
        return ""
    try:
        return base64.b64decode(encoded, validate=True).decode()
    except (binascii.Error, UnicodeDecodeError):
        return ""


def _form(request: HttpRequest) -> str:
    form = request.POST if request.method == "POST" else request.GET
    return f"{form.get('client_id', '')}:{form.get('client_secret', '')}"


def _origin(url: str) -> tuple[str, str]:
    parts = urlsplit(url)
    return parts.scheme, parts.netloc
