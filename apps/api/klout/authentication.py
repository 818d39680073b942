from __future__ import annotations

from rest_framework.authentication import BaseAuthentication
from rest_framework.exceptions import PermissionDenied
from rest_framework.request import Request

from apps.core.callers import address_of
from apps.organisations.actions import api_keys
from apps.organisations.models import ApiKey


class KeyInQuery(BaseAuthentication):
    """``?key=rnw_...``, as Klout's clients send it; the key is ``request.auth``."""

    def authenticate(self, request: Request) -> tuple[None, ApiKey]:
        secret = request.query_params.get("key", "")
        if not secret:
            raise PermissionDenied("Add ?key= with a key of your organisation's API.")
        key = api_keys.authenticate(secret.strip(), address_of(request))
        if key is None:
            raise PermissionDenied("This key opens nothing here. Its owner can read why.")
        return None, key
