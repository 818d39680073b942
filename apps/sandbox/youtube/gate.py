"""A view of YouTube's interface: what every call passes, by a token or by the application's key."""

from __future__ import annotations

import hmac
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET

from apps.core.access import public
from apps.sandbox.standin import gate, spoiling
from apps.sandbox.world import Person, World
from apps.sandbox.youtube import fields, problems
from apps.sandbox.youtube.asked import Accepts, Asked, QueryError, page_token, read
from apps.sandbox.youtube.shapes import Shape
from apps.sandbox.youtube.standin import FORCE_SSL, READONLY, STANDIN


@dataclass(frozen=True, slots=True)
class Call:
    """A call that was let through. ``viewer`` is None where it came by the key."""

    viewer: Person | None
    asked: Asked
    here: World
    now: datetime


@dataclass(frozen=True, slots=True)
class Listed:
    """All that there is: ``shapes`` makes an item's JSON, for the page alone."""

    kind: str
    items: Sequence[Any]
    shape: Callable[[Any], Shape]
    pages: bool = True


type Answer = Callable[[Call], Listed | HttpResponse]
type View = Callable[..., HttpResponseBase]


def by_token(name: str, accepts: Accepts, scope: str = READONLY) -> Callable[[Answer], View]:
    def wrap(answer: Answer) -> View:
        @gate.endpoint(STANDIN, name, scope)
        @wraps(answer)
        def view(call: gate.Call) -> gate.Body | HttpResponse:
            found = _answer(answer, call.request, accepts, call.viewer, lost=call.lost)
            return found if isinstance(found, HttpResponse) else {**found}

        return view

    return wrap


def by_key(
    name: str, accepts: Accepts, owner_of: Callable[[HttpRequest, World], Person | None]
) -> Callable[[Answer], View]:
    """Public things. A token may come instead, with the scope that is for more than reading.
    Faults are those of who owns what is asked for."""

    def wrap(answer: Answer) -> View:
        with_token = by_token(name, accepts, FORCE_SSL)(answer)

        @public(because="the application's key opens it, as it does with YouTube")
        @csrf_exempt
        @require_GET
        @wraps(answer)
        def view(request: HttpRequest) -> HttpResponseBase:
            if gate.bearer(request):
                return with_token(request)
            owner = owner_of(request, STANDIN.world())
            fault, spoiled = gate.struck(STANDIN, owner.id if owner else "", name)
            if spoiled:
                return spoiled
            lost = fault is not None and fault.is_lost
            found = _refusal(request, name) or _answer(answer, request, accepts, None, lost=lost)
            response = found if isinstance(found, HttpResponse) else JsonResponse(found)
            return spoiling.after(fault, STANDIN.voice, response) if fault else response

        return view

    return wrap


def _refusal(request: HttpRequest, name: str) -> HttpResponse | None:
    given = request.headers.get("X-Goog-Api-Key") or request.GET.get("key", "")
    if not given:
        return problems.keyless()
    if not _is_our_key(given):
        return problems.bad_key()
    budget = STANDIN.limits.spend(name, "")
    return STANDIN.voice.over(budget) if budget and budget.remaining < 0 else None


def _is_our_key(given: str) -> bool:
    own: str = settings.NETWORKS["youtube"]["API_KEY"]
    return hmac.compare_digest(given.encode(), own.encode())


def _answer(
    answer: Answer, request: HttpRequest, accepts: Accepts, viewer: Person | None, *, lost: bool
) -> Shape | HttpResponse:
    try:
        asked = read(request, accepts, first_page=lost)
    except QueryError as error:
        return problems.invalid(error.reason, error.message)
    now = datetime.now(UTC)
    call = Call(viewer, asked, STANDIN.world(now.date()), now)
    found = answer(call)
    if isinstance(found, HttpResponse):
        return found
    body: Shape = fields.select(asked.fields, _body(found, asked))
    return body


def _body(found: Listed, asked: Asked) -> Shape:
    """``items`` is absent where nothing was found, as with YouTube."""
    end = asked.start + asked.size if found.pages else len(found.items)
    page = found.items[asked.start if found.pages else 0 : end]
    body: Shape = {
        "kind": f"youtube#{found.kind}ListResponse",
        "etag": f"{len(found.items):x}-{asked.start:x}",
        "pageInfo": {"totalResults": len(found.items), "resultsPerPage": asked.size},
    }
    if page:
        body["items"] = [_parted(found.shape(item), asked.parts) for item in page]
    if end < len(found.items):
        body["nextPageToken"] = page_token(end)
    return body


def _parted(shape: Shape, parts: frozenset[str]) -> Shape:
    return {k: v for k, v in shape.items() if k in parts or k in ("kind", "etag", "id")}
