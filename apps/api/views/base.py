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

from apps.api import idempotency, questions, versions
from apps.api.bodies import StrictSerializer, refuse_large
from apps.api.deprecation import Deprecation
from apps.api.faults import Changed
from apps.api.idempotency import Once, Replayed
from apps.api.pagination import link_pages
from apps.audit.actions import By
from apps.core import locks, tenancy
from apps.core.access import Access, Who, declare
from apps.organisations.models import ApiKey, Organisation
from apps.organisations.models.api_key import ApiScope


class OrganisationView(APIView):
    """Runs in the scope of the key's organisation: from authentication to the rendered answer.
    Reading wants ``scope``, the other methods want ``writes``. The conventions of the API, as
    docs/api.md tells them, hold for each address by themselves."""

    scope: ApiScope = ApiScope.READ
    writes: ApiScope = ApiScope.MANAGE
    deprecation: Deprecation | None = None
    _open: ExitStack
    _once: Once | None = None

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
            if self._once:
                idempotency.keep(self._once, response)
        return self._told(versions.tagged(request, response))

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        refuse_large(request)
        super().initial(request, *args, **kwargs)
        questions.check(request, type(self))
        self._open.enter_context(tenancy.organisation(self.key.organisation_id))
        once = idempotency.begin(request, self.key)
        self._refuse_changed(request)
        self._once = once

    def handle_exception(self, exc: Exception) -> Any:
        if isinstance(exc, Replayed):
            return exc.response
        self._once = None
        return super().handle_exception(exc)

    def finalize_response(self, request: Request, response: Any, *args: Any, **kwargs: Any) -> Any:
        if isinstance(response, Response):
            link_pages(request, response)
        return super().finalize_response(request, response, *args, **kwargs)

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

    def _refuse_changed(self, request: Request) -> None:
        """If-Match: what stands at this address has to be what the caller has seen. Raises
        ``Changed``. Of two callers at once the second waits, and looks after the first."""
        seen, show = request.headers.get("If-Match"), getattr(self, "get", None)
        if seen is None or show is None or request.method not in {"PUT", "PATCH", "DELETE"}:
            return
        locks.hold("changing", self.key.organisation_id, request.path)
        shown = self.finalize_response(request, show(request, **self.kwargs))
        assert isinstance(shown, Response)
        if not versions.is_among(versions.etag_of(shown.rendered_content), seen):
            raise Changed

    def _told(self, response: HttpResponseBase) -> HttpResponseBase:
        if self.deprecation:
            self.deprecation.tell(response)
        if allowance := getattr(self.request, "allowance", None):  # the key is known
            allowance.tell(response)
            if self.organisation.is_test:
                response.headers["Renown-Mode"] = "test"
        return response


def address(
    route: str,
    view: type[OrganisationView],
    *,
    name: str,
    deprecation: Deprecation | None = None,
) -> URLPattern:
    """A path of the API that declares whose key it wants, and whether it will go."""
    shown = view.as_view(deprecation=deprecation)
    return path(route, declare(shown, Access(Who.API_KEY, view.scope)), name=name)
