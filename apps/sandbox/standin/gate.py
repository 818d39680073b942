"""What every call of a stand-in's interface passes: the fault of the hour, token, scopes, limit."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from apps.core.access import public
from apps.sandbox.standin import spoiling
from apps.sandbox.standin.faults import Active
from apps.sandbox.standin.rules import Grant
from apps.sandbox.standin.stand_in import StandIn
from apps.sandbox.world import Person, World


@dataclass(frozen=True, slots=True)
class Call:
    """A call that was let through. ``lost``: pages lead nowhere, the first is given each time."""

    request: HttpRequest
    grant: Grant
    viewer: Person
    here: World
    now: datetime
    lost: bool


type Body = dict[str, Any] | list[Any]
type View = Callable[..., HttpResponseBase]


def bearer(request: HttpRequest) -> str:
    """The token of the header, "" without one."""
    kind, _, token = request.headers.get("Authorization", "").partition(" ")
    return token if kind.lower() == "bearer" else ""


def endpoint(
    standin: StandIn,
    name: str,
    *scopes: str,
    methods: Sequence[str] = ("GET",),
    token_of: Callable[[HttpRequest], str] = bearer,
) -> Callable[[Callable[..., Body | HttpResponse]], View]:
    """Makes a view of a function from a ``Call`` to JSON or a response. For machines: no cookie, no
    CSRF."""

    def wrap(answer: Callable[..., Body | HttpResponse]) -> View:
        @public(because="a token of the stand-in opens it, as it does with the network")
        @csrf_exempt
        @require_http_methods([*methods])
        @wraps(answer)
        def view(request: HttpRequest, **kwargs: str) -> HttpResponseBase:
            grant, state = standin.grants.look(token_of(request))
            fault, spoiled = struck(standin, grant.account_id if grant else "", name)
            if spoiled:
                return spoiled
            call = _call(standin, request, grant, lost=fault is not None and fault.is_lost)
            if call is None:
                return standin.voice.unauthorized(state)
            if missing := sorted({*standin.base, *scopes} - {*call.grant.scopes}):
                return standin.voice.forbidden(missing[0])
            found = _within_limit(standin, name, call, lambda: answer(call, **kwargs))
            return spoiling.after(fault, standin.voice, found) if fault else found

        return view

    return wrap


def struck(
    standin: StandIn, account_id: str, name: str
) -> tuple[Active | None, HttpResponseBase | None]:
    """The fault that strikes this call, and the answer that it gives at once, if it does."""
    fault = standin.faults.take(account_id, name)
    return fault, spoiling.instead(fault, standin.voice) if fault else None


def _call(
    standin: StandIn, request: HttpRequest, grant: Grant | None, *, lost: bool
) -> Call | None:
    now = datetime.now(UTC)
    here = standin.world(now.date())
    viewer = here.person(grant.account_id) if grant else None
    return Call(request, grant, viewer, here, now, lost) if grant and viewer else None


def _within_limit(
    standin: StandIn, name: str, call: Call, answer: Callable[[], Body | HttpResponse]
) -> HttpResponse:
    budget = standin.limits.spend(name, call.grant.account_id)
    if budget and budget.remaining < 0:
        return standin.voice.stamp(budget, standin.voice.over(budget))
    body = answer()
    found = body if isinstance(body, HttpResponse) else JsonResponse(body, safe=False)
    return standin.voice.stamp(budget, found) if budget else found
