"""What all tracking systems' addresses share: whose key it is, how often it may call, how much it
may send, and that what is refused is said in the vendor's own shape. One transaction, no network:
letters go out by a worker."""

from __future__ import annotations

import base64
import binascii
import json
from datetime import timedelta
from typing import Any, ClassVar
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, JsonResponse
from django.http.response import HttpResponseBase
from django.urls import URLPattern, path
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.generic import View

from apps.audit.actions import By
from apps.core import languages, tenancy
from apps.core.access import Access, Who, declare
from apps.core.callers import address_of
from apps.core.pace import is_too_often
from apps.core.refusals import Refused
from apps.integrations.actions import refusals
from apps.integrations.models import Endpoint, Order, System
from apps.organisations.actions import api_keys
from apps.organisations.models.api_key import ApiScope

LARGEST_BODY = 64 * 1024
CALLS_A_MINUTE = 300
STATUSES = {"invalid": 400, "package_unknown": 404, "not_found": 404}  # of other refusals: 422

type Answered = tuple[int, Any]


class Trouble(Exception):
    """Why a call is not answered as asked: an HTTP status, a sentence, and what it is about."""

    def __init__(self, status: int, sentence: str, *, code: str, field: str = "") -> None:
        super().__init__(sentence)
        self.status, self.sentence, self.code, self.field = status, sentence, code, field


def basic_key(request: HttpRequest) -> str:
    """The user name of HTTP Basic; the password is left empty."""
    scheme, _blank, coded = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() != "basic":
        return ""
    try:
        return base64.b64decode(coded.strip(), validate=True).decode().partition(":")[0]
    except (binascii.Error, ValueError):
        return ""


def bearer_key(request: HttpRequest) -> str:
    scheme, _blank, secret = request.headers.get("Authorization", "").partition(" ")
    return secret.strip() if scheme.lower() == "bearer" else ""


def raw_body(request: HttpRequest) -> bytes:
    """Raises ``Trouble``: 413."""
    raw = request.read(LARGEST_BODY + 1)
    if len(raw) > LARGEST_BODY:
        raise Trouble(413, _("This is more than an order needs."), code="too_large")
    return bytes(raw)


def parsed(raw: bytes) -> object:
    """Raises ``Trouble``: 400 where it is no JSON."""
    try:
        body: object = json.loads(raw)
    except (ValueError, RecursionError):
        raise Trouble(400, _("The body is no JSON."), code="invalid", field="body") from None
    return body


def body_of(request: HttpRequest) -> object:
    """The parsed body. Raises ``Trouble``."""
    return parsed(raw_body(request))


def unknown() -> Trouble:
    return Trouble(401, _("This key opens nothing."), code="unauthorized")


def refuse_hurry(caller: UUID) -> None:
    """Raises ``Trouble``: 429."""
    if is_too_often("ats", caller, most=CALLS_A_MINUTE, within=timedelta(minutes=1)):
        raise Trouble(429, _("Too many calls. Wait a minute."), code="throttled")


class TrackingView(View):
    """``system`` calls with a key of its endpoint. A subclass writes ``answer``, and ``refused`` in
    its vendor's words."""

    system: ClassVar[System]
    endpoint: Endpoint
    by: By

    def secret(self, request: HttpRequest) -> str:
        """The key that the vendor shows; empty without one."""
        return basic_key(request)

    def answer(self, request: HttpRequest) -> Answered:
        """In the organisation's scope and language. May raise ``Refused`` or ``Trouble``."""
        raise NotImplementedError

    def refused(self, trouble: Trouble) -> Any:
        """The body of an error."""
        raise NotImplementedError

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if (request.method or "").lower() not in self.http_method_names:
            return HttpResponseNotAllowed([name.upper() for name in self.http_method_names])
        try:
            status, body = self._answered(request)
        except Trouble as trouble:
            return self._told(trouble)
        return (
            HttpResponse(status=status)
            if body is None
            else JsonResponse(body, status=status, safe=False)
        )

    def caller(self, request: HttpRequest) -> tuple[Endpoint, By]:
        """Whose system calls, with its organisation. Raises ``Trouble``: 401."""
        key = api_keys.authenticate(self.secret(request), address_of(request))
        if key is None or ApiScope.ATS not in key.scopes:
            raise unknown()
        refuse_hurry(key.pk)
        with tenancy.organisation(key.organisation_id):
            known = Endpoint.objects.select_related("organisation")
            endpoint = known.filter(api_key=key, system=self.system).first()
        if endpoint is None:
            raise unknown()
        return endpoint, By.key(key.pk)

    def order_named(self, named: str) -> Order:
        """Of this connection. Raises ``Trouble``: 404."""
        try:
            found = Order.objects.filter(pk=UUID(named), endpoint=self.endpoint).first()
        except ValueError:
            found = None
        if found is None:
            raise Trouble(404, _("There is no such assessment."), code="not_found")
        return found

    def status_of(self, trouble: Trouble) -> int:
        """As the vendor has it."""
        return trouble.status

    def _answered(self, request: HttpRequest) -> Answered:
        self.endpoint, self.by = self.caller(request)
        with translation.override(languages.first_known(self.endpoint.organisation.language)):
            if not self.endpoint.is_enabled:
                sentence = _("This connection is switched off at Renown.")
                raise Trouble(403, sentence, code="switched_off")
            try:
                with tenancy.organisation(self.endpoint.organisation_id):
                    return self.answer(request)
            except Refused as refused:
                refusals.note(endpoint=self.endpoint, refused=refused, by=self.by)
                raise _trouble(refused) from None

    def _told(self, trouble: Trouble) -> HttpResponse:
        status = self.status_of(trouble)
        response = JsonResponse(self.refused(trouble), status=status, safe=False)
        if trouble.status == 401:
            response.headers["WWW-Authenticate"] = 'Basic realm="Renown"'
        if trouble.status == 429:
            response.headers["Retry-After"] = "60"
        return response


def _trouble(refused: Refused) -> Trouble:
    status = STATUSES.get(refused.code, 422)
    return Trouble(status, refused.message, code=refused.code, field=refused.field)


def address(route: str, view: type[TrackingView], *, name: str) -> URLPattern:
    """A path below /ats/ that declares whose key it wants."""
    called = csrf_exempt(view.as_view())  # a key, and no session
    return path(f"ats/{route}", declare(called, Access(Who.API_KEY, ApiScope.ATS)), name=name)
