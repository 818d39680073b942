from __future__ import annotations

from typing import TYPE_CHECKING

from rest_framework.exceptions import NotAuthenticated
from rest_framework.permissions import BasePermission
from rest_framework.request import Request

from apps.organisations.models import ApiKey

if TYPE_CHECKING:
    from rest_framework.views import APIView  # loads these classes from the settings itself


class HasScope(BasePermission):
    """The key's scopes have to hold the one that the view wants for this method."""

    message = "This key may not do that. Make one with the right scope in Settings, API keys."

    def has_permission(self, request: Request, view: APIView) -> bool:
        if not isinstance(request.auth, ApiKey):
            raise NotAuthenticated("Send 'Authorization: Bearer' with a key of your organisation.")
        wanted = view.scope_of(request.method)  # type: ignore[attr-defined]  # OrganisationView
        return wanted in request.auth.scopes
