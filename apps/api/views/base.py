from __future__ import annotations

from contextlib import ExitStack
from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import URLPattern, path
from rest_framework.permissions import SAFE_METHODS
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from apps.api import questions
from apps.api.bodies import StrictSerializer, refuse_large
from apps.audit.actions import By
from apps.core import tenancy
from apps.core.access import Access, Who, declare
from apps.organisations.models import ApiKey, Organisation
from apps.organisations.models.api_key import ApiScope


class OrganisationView(APIView):
    """Runs in the scope of the key's organisation: from authentication to the rendered answer.
    Reading wants ``scope``, the other methods want ``writes``."""

    scope: ApiScope = ApiScope.READ
    writes: ApiScope = ApiScope.MANAGE
    _open: ExitStack

    @classmethod
    def scope_of(cls, method: str) -> ApiScope:
        """A method that the address does not take is refused as such, whatever the key may do."""
        writing = method not in SAFE_METHODS and hasattr(cls, method.lower())
        return cls.writes if writing else cls.scope

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        with ExitStack() as self._open:
            response = super().dispatch(request, *args, **kwargs)
            if isinstance(response, Response):
                response.render()
            return response

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        refuse_large(request)
        super().initial(request, *args, **kwargs)
        questions.check(request, type(self))
        self._open.enter_context(tenancy.organisation(self.key.organisation_id))

    def sent(self, wanted: type[StrictSerializer], *, partial: bool = False) -> dict[str, Any]:
        """The body as typed values. ``partial``: what is left out is not there."""
        read = wanted(data=self.request.data, partial=partial)
        read.is_valid(raise_exception=True)
        return dict(read.validated_data)

    @property
    def key(self) -> ApiKey:
        key = self.request.auth
        assert isinstance(key, ApiKey)
        return key

    @property
    def by(self) -> By:
        return By.key(self.key.pk)

    @property
    def organisation(self) -> Organisation:
        return self.key.organisation


def address(route: str, view: type[OrganisationView], *, name: str) -> URLPattern:
    """A path of the API that declares whose key it wants."""
    return path(route, declare(view.as_view(), Access(Who.API_KEY, view.scope)), name=name)
