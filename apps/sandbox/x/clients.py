"""Which applications the stand-in knows: the one of the settings."""

from __future__ import annotations

import base64
import binascii
import hmac
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest


def is_client(client_id: str) -> bool:
    return bool(client_id) and client_id == settings.NETWORKS["x"]["CLIENT_ID"]


def is_registered_redirect(request: HttpRequest, redirect_uri: str) -> bool:
    """Addresses of this very site, whatever name it is reached by."""
    here = {_origin(settings.PUBLIC_URL), _origin(request.build_absolute_uri("/"))}
    return _origin(redirect_uri) in here


def is_authentic(request: HttpRequest) -> bool:
    """HTTP Basic with id and secret, as X asks of confidential clients."""
    kind, _, encoded = request.headers.get("Authorization", "").partition(" ")
    try:
        given = base64.b64decode(encoded, validate=True).decode()
    except (binascii.Error, UnicodeDecodeError):
        return False
    own = settings.NETWORKS["x"]
    wanted = f"{own['CLIENT_ID']}:{own['CLIENT_SECRET']}"
    return kind.lower() == "basic" and hmac.compare_digest(given.encode(), wanted.encode())


def _origin(url: str) -> tuple[str, str]:
    parts = urlsplit(url)
    return parts.scheme, parts.netloc
