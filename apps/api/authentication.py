"""``Authorization: Bearer rnw_...``: a key of one organisation."""

from __future__ import annotations

from drf_spectacular.extensions import OpenApiAuthenticationExtension
from rest_framework.authentication import BaseAuthentication
from rest_framework.exceptions import AuthenticationFailed
from rest_framework.request import Request

from apps.core.callers import address_of
from apps.organisations.actions import api_keys
from apps.organisations.models import ApiKey


class KeyAuthentication(BaseAuthentication):
    """The key is ``request.auth``; there is no user."""

    def authenticate(self, request: Request) -> tuple[None, ApiKey] | None:
        scheme, _, secret = request.headers.get("Authorization", "").partition(" ")
        if scheme.lower() != "bearer":
            return None
        key = api_keys.authenticate(secret.strip(), address_of(request))
        if key is None:
            raise AuthenticationFailed("This key opens nothing here. Its owner can read why.")
        return None, key

    def authenticate_header(self, request: Request) -> str:
        return 'Bearer realm="Renown"'


class KeyScheme(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]  # its metaclass
    target_class = KeyAuthentication
    name = "Key"

    def get_security_definition(self, auto_schema: object) -> dict[str, str]:
        return {"type": "http", "scheme": "bearer", "description": "A key of the organisation."}
